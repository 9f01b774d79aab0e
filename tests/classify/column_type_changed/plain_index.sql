-- expect: safe ICMS272
-- finding: ICMS272 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN email TYPE varchar(250);
