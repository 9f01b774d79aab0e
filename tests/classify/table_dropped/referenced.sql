-- expect: breaking ICMS104
-- finding: ICMS104 breaking | fails with 2BP01 | running release works
DROP TABLE offices;
