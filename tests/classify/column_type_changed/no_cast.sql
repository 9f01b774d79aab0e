-- expect: breaking ICMS264
-- finding: ICMS264 breaking | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | fails with 42804 | running release fails
ALTER TABLE people ALTER COLUMN born TYPE integer;
