-- expect: safe ICMS254b
-- finding: ICMS254b safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN phone TYPE varchar;
