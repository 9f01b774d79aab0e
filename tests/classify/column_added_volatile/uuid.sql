-- expect: risky ICMS204
-- finding: ICMS204 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN token uuid DEFAULT gen_random_uuid();
