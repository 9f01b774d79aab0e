-- expect: breaking ICMS281
-- finding: ICMS281 breaking | fails with 42P16 | running release works
ALTER TABLE events ALTER COLUMN at TYPE timestamp;
