-- expect: risky ICMS274
-- finding: ICMS274 risky | locks ACCESS EXCLUSIVE on public.orders | rewrites public.orders | scans public.orders | running release fails on new data
ALTER TABLE orders ALTER COLUMN tag TYPE text;
