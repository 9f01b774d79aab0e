-- expect: breaking ICMS826
-- finding: ICMS826 breaking | fails with 2BP01 | running release works
DROP EXTENSION hstore;
