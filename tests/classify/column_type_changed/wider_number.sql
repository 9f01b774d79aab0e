-- expect: risky ICMS255
-- finding: ICMS255 risky | locks ACCESS EXCLUSIVE on public.orders | rewrites public.orders | scans public.orders | running release fails on new data
ALTER TABLE orders ALTER COLUMN small TYPE integer;
