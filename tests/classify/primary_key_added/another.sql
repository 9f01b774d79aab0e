-- expect: breaking ICMS306
-- finding: ICMS305 breaking | locks ACCESS EXCLUSIVE on public.seats | running release fails
-- finding: ICMS306 breaking | locks ACCESS EXCLUSIVE on public.seats | scans public.seats | fails with 23505 | running release fails
ALTER TABLE seats DROP CONSTRAINT seats_pkey;
ALTER TABLE seats ADD CONSTRAINT seats_pkey PRIMARY KEY (id, number);
