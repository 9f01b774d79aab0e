-- expect: safe ICMS231
-- lowered: the script sets another one
-- finding: ICMS231 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS228 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN mood DROP DEFAULT;
ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'busy';
