-- expect: breaking ICMS270
-- finding: ICMS270 breaking | fails with 0A000 | running release works
ALTER TABLE orders ALTER COLUMN note TYPE text;
