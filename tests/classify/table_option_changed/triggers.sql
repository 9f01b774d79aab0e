-- expect: risky ICMS622
-- finding: ICMS622 risky | locks SHARE ROW EXCLUSIVE on public.orders | running release fails on new data
ALTER TABLE orders DISABLE TRIGGER orders_touch;
