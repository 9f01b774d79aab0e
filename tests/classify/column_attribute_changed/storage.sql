-- expect: safe ICMS238
-- finding: ICMS238 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN phone SET STORAGE EXTERNAL;
