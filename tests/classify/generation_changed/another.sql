-- expect: risky ICMS236
-- finding: ICMS236 risky | locks ACCESS EXCLUSIVE on public.orders | rewrites public.orders | scans public.orders | running release works
ALTER TABLE orders ALTER COLUMN total SET EXPRESSION AS (amount * 3);
