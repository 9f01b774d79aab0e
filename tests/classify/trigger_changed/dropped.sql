-- expect: risky ICMS621
-- finding: ICMS621 risky | locks ACCESS EXCLUSIVE on public.orders | running release works
DROP TRIGGER orders_touch ON orders;
