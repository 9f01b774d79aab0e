-- expect: safe ICMS239
-- finding: ICMS239 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN phone SET COMPRESSION pglz;
