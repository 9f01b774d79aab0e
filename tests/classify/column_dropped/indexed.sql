-- expect: risky ICMS220
-- finding: ICMS220 risky | locks ACCESS EXCLUSIVE on public.orders | loses the column's values | running release fails
ALTER TABLE orders DROP COLUMN slug;
