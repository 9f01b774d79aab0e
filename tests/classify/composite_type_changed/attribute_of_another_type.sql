-- expect: breaking ICMS523
-- finding: ICMS523 breaking | fails with 0A000 | running release works
ALTER TYPE address ALTER ATTRIBUTE city TYPE varchar(20);
