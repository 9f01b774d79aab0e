-- expect: risky ICMS611
-- finding: ICMS611 risky | locks ACCESS EXCLUSIVE on public.totals | running release fails
DROP MATERIALIZED VIEW totals;
