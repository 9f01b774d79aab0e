-- expect: safe ICMS229
-- finding: ICMS229 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'busy';
