-- expect: safe ICMS269b
-- finding: ICMS269b safe | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER TABLE orders ALTER COLUMN qty TYPE integer;
