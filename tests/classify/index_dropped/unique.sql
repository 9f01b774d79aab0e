-- expect: risky ICMS408
-- finding: ICMS408 risky | locks ACCESS EXCLUSIVE on public.orders | running release fails
DROP INDEX orders_slug_idx;
