-- expect: breaking ICMS616b
-- finding: ICMS616b breaking | fails with 2BP01 | running release works
DROP FUNCTION touch();
