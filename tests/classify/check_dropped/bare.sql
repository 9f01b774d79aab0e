-- expect: safe ICMS323
-- finding: ICMS323 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people DROP CONSTRAINT people_height_check;
