-- expect: safe ICMS240
-- finding: ICMS240 safe | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN phone SET (n_distinct = 5);
