-- expect: safe ICMS227
-- finding: ICMS227 safe | locks ACCESS EXCLUSIVE on public.people | running release fails on new data
ALTER TABLE people ALTER COLUMN email DROP NOT NULL;
