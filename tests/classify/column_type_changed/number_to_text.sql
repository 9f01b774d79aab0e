-- expect: breaking ICMS280
-- finding: ICMS280 breaking | locks ACCESS EXCLUSIVE on public.seats | rewrites public.seats | scans public.seats | fails with 42883 | running release fails
ALTER TABLE seats ALTER COLUMN number TYPE text;
