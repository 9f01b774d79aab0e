-- expect: risky ICMS332
-- finding: ICMS332 risky | locks ACCESS EXCLUSIVE on public.orders | running release works
DROP INDEX orders_customer_idx;
