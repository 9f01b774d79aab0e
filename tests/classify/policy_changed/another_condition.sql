-- expect: breaking ICMS706
-- finding: ICMS706 breaking | locks ACCESS EXCLUSIVE on public.orders | running release fails
ALTER POLICY orders_own ON orders USING (true);
