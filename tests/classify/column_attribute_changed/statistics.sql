-- expect: safe ICMS237
-- finding: ICMS237 safe | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN phone SET STATISTICS 500;
