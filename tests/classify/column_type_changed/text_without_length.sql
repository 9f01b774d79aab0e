-- expect: safe ICMS252
-- finding: ICMS201 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS252 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN nick varchar(10);
ALTER TABLE people ALTER COLUMN nick TYPE text;
