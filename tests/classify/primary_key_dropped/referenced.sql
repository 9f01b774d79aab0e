-- expect: breaking ICMS304
-- finding: ICMS304 breaking | fails with 2BP01 | running release works
ALTER TABLE offices DROP CONSTRAINT offices_pkey;
