-- expect: risky ICMS268
-- finding: ICMS268 risky | locks ACCESS EXCLUSIVE on public.orders | rewrites public.orders | scans public.orders | running release fails on new data
ALTER TABLE orders ALTER COLUMN body TYPE jsonb;
