-- expect: breaking ICMS305
-- finding: ICMS305 breaking | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people DROP CONSTRAINT people_pkey;
