-- expect: breaking ICMS606
-- finding: ICMS606 breaking | fails with 2BP01 | running release works
DROP VIEW open_orders;
