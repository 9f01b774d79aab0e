-- expect: breaking ICMS283
-- finding: ICMS283 breaking | fails with 0A000 | running release works
ALTER TABLE orders ALTER COLUMN amount TYPE numeric(12, 2);
