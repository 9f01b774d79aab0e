-- expect: safe ICMS251
-- finding: ICMS201 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS251 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN nick varchar(10);
ALTER TABLE people ALTER COLUMN nick TYPE varchar(20);
