-- expect: breaking ICMS520
-- finding: ICMS520 breaking | fails with 2BP01 | running release works
DROP DOMAIN positive;
