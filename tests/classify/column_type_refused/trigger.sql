-- expect: breaking ICMS285
-- finding: ICMS285 breaking | fails with 0A000 | running release works
ALTER TABLE orders ALTER COLUMN due TYPE timestamp;
