-- expect: breaking ICMS276
-- finding: ICMS276 breaking | locks ACCESS EXCLUSIVE on public.seats | rewrites public.seats | scans public.seats | fails with 42804 | running release fails
ALTER TABLE seats ALTER COLUMN number TYPE integer[] USING ARRAY[number];
