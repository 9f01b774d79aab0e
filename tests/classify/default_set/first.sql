-- expect: safe ICMS228
-- finding: ICMS228 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN phone SET DEFAULT '';
