-- expect: breaking ICMS253
-- finding: ICMS253 breaking | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | fails with 22001 | running release fails
ALTER TABLE people ALTER COLUMN email TYPE varchar(20);
