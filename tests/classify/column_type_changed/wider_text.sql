-- expect: safe ICMS252
-- finding: ICMS252 safe | locks ACCESS EXCLUSIVE on public.offices | running release works
ALTER TABLE offices ALTER COLUMN name TYPE text;
