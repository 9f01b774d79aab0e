-- expect: risky ICMS204c
-- finding: ICMS204c risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN number bigint DEFAULT nextval('tickets');
