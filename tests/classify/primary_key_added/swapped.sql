-- expect: breaking ICMS333
-- finding: ICMS404 risky | locks SHARE UPDATE EXCLUSIVE on public.seats | scans public.seats | fails with 23505 | running release fails on new data
-- finding: ICMS305 breaking | locks ACCESS EXCLUSIVE on public.seats | running release fails
-- finding: ICMS333 breaking | locks ACCESS EXCLUSIVE on public.seats | running release fails
CREATE UNIQUE INDEX CONCURRENTLY seats_number_idx ON seats (number);
ALTER TABLE seats DROP CONSTRAINT seats_pkey, ADD CONSTRAINT seats_pkey PRIMARY KEY USING INDEX seats_number_idx;
