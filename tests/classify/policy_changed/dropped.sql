-- expect: breaking ICMS705
-- finding: ICMS705 breaking | locks ACCESS EXCLUSIVE on public.orders | running release fails
DROP POLICY orders_own ON orders;
