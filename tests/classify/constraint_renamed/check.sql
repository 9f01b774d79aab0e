-- expect: safe ICMS326
-- finding: ICMS326 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people RENAME CONSTRAINT people_height_check TO tall;
