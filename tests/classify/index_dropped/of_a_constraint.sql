-- expect: breaking ICMS416
-- finding: ICMS416 breaking | fails with 2BP01 | running release works
DROP INDEX people_pkey;
