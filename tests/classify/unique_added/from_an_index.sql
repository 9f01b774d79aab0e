-- expect: risky ICMS309
-- finding: ICMS309 risky | locks ACCESS EXCLUSIVE on public.orders | running release fails on new data
ALTER TABLE orders ADD CONSTRAINT orders_slug_key UNIQUE USING INDEX orders_slug_idx;
