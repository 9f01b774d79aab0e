-- expect: risky ICMS211
-- finding: ICMS211 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN age positive;
