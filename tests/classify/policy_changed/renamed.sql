-- expect: safe ICMS706b
-- finding: ICMS706b safe | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER POLICY orders_own ON orders RENAME TO own;
