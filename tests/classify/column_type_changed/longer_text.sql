-- expect: safe ICMS251
-- finding: ICMS251 safe | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER TABLE orders ALTER COLUMN tag TYPE char(5);
