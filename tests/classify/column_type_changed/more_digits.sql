-- expect: safe ICMS257
-- finding: ICMS257 safe | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER TABLE orders ALTER COLUMN price TYPE numeric(12, 4);
