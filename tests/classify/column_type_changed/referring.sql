-- expect: risky ICMS273
-- finding: ICMS273 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release fails on new data
ALTER TABLE people ALTER COLUMN office_id TYPE numeric;
