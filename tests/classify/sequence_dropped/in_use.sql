-- expect: breaking ICMS831
-- finding: ICMS831 breaking | fails with 2BP01 | running release works
DROP SEQUENCE tickets;
