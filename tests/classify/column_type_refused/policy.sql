-- expect: breaking ICMS284
-- finding: ICMS284 breaking | fails with 0A000 | running release works
ALTER TABLE orders ALTER COLUMN big TYPE numeric;
