-- expect: breaking ICMS221
-- finding: ICMS221 breaking | fails with 2BP01 | running release works
ALTER TABLE offices DROP COLUMN city;
