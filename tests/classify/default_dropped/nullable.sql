-- expect: safe ICMS231
-- finding: ICMS231 safe | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;
