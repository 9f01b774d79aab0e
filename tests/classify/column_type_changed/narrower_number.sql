-- expect: breaking ICMS256
-- finding: ICMS256 breaking | locks ACCESS EXCLUSIVE on public.seats | rewrites public.seats | scans public.seats | fails with 22003 | running release fails
ALTER TABLE seats ALTER COLUMN number TYPE smallint;
