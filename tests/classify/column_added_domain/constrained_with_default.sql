-- expect: risky ICMS212
-- finding: ICMS212 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN age positive DEFAULT 1;
