-- expect: safe ICMS610
-- finding: ICMS610 safe | locks EXCLUSIVE on public.totals | scans public.totals | running release works
REFRESH MATERIALIZED VIEW CONCURRENTLY totals;
