-- expect: breaking ICMS606
-- lowered: CASCADE does not fail, it takes the other view along
-- finding: ICMS606 breaking | locks ACCESS EXCLUSIVE on public.open_orders | running release fails
DROP VIEW open_orders CASCADE;
