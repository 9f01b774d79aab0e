-- expect: breaking ICMS319
-- finding: ICMS319 breaking | locks ACCESS EXCLUSIVE on public.people | running release fails on new data
ALTER TABLE people ALTER CONSTRAINT people_office_id_fkey DEFERRABLE INITIALLY DEFERRED;
