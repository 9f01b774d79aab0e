-- expect: risky ICMS269
-- finding: ICMS269 risky | locks ACCESS EXCLUSIVE on public.seats | rewrites public.seats | scans public.seats | fails with 23514 | running release fails on new data
ALTER TABLE seats ALTER COLUMN number TYPE positive;
