-- expect: risky ICMS609
-- finding: ICMS609 risky | locks ACCESS EXCLUSIVE on public.totals | rewrites public.totals | scans public.totals | running release works
REFRESH MATERIALIZED VIEW totals;
