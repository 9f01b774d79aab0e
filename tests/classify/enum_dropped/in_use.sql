-- expect: breaking ICMS509
-- finding: ICMS509 breaking | fails with 2BP01 | running release works
DROP TYPE mood;
