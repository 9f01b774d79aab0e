-- expect: breaking ICMS234
-- finding: ICMS234 breaking | locks ACCESS EXCLUSIVE on public.orders | loses where the sequence stood | running release fails
ALTER TABLE orders ALTER COLUMN id DROP IDENTITY;
