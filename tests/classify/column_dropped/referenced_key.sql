-- expect: breaking ICMS222
-- finding: ICMS222 breaking | fails with 2BP01 | running release works
ALTER TABLE offices DROP COLUMN id;
