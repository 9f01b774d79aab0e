-- expect: breaking ICMS311
-- finding: ICMS311 breaking | fails with 2BP01 | running release works
ALTER TABLE customers DROP CONSTRAINT customers_code_key;
