-- expect: risky ICMS612
-- finding: ICMS611 safe | locks ACCESS EXCLUSIVE on public.totals | running release works
-- finding: ICMS612 risky | scans public.orders | running release works
DROP MATERIALIZED VIEW totals;
CREATE MATERIALIZED VIEW totals AS SELECT customer_id FROM orders WHERE amount > 0;
