-- expect: safe ICMS415
-- finding: ICMS415 safe | locks SHARE UPDATE EXCLUSIVE on public.orders | running release works
DROP STATISTICS orders_stats;
