-- expect: risky ICMS258
-- finding: ICMS258 risky | locks ACCESS EXCLUSIVE on public.orders | rewrites public.orders | scans public.orders | running release works
ALTER TABLE orders ALTER COLUMN price TYPE numeric(12, 6);
