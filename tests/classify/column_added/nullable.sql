-- expect: safe ICMS201
-- finding: ICMS201 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN nickname text;
