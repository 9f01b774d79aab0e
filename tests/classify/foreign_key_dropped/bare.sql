-- expect: breaking ICMS316
-- finding: ICMS316 breaking | locks ACCESS EXCLUSIVE on public.people, ACCESS EXCLUSIVE on public.offices | running release works
ALTER TABLE people DROP CONSTRAINT people_office_id_fkey;
