-- expect: breaking ICMS307
-- finding: ICMS307 breaking | locks ACCESS EXCLUSIVE on public.offices | running release fails
ALTER TABLE offices DROP CONSTRAINT offices_pkey CASCADE;
