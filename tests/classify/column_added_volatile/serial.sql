-- expect: risky ICMS208
-- finding: ICMS208 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN number serial;
