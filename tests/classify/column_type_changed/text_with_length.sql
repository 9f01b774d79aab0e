-- expect: risky ICMS254
-- finding: ICMS254 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | fails with 22001 | running release fails on new data
ALTER TABLE people ALTER COLUMN phone TYPE varchar(20);
