-- expect: safe ICMS257b
-- finding: ICMS257b safe | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER TABLE orders ALTER COLUMN price TYPE numeric;
