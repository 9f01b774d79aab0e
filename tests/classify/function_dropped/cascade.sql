-- expect: breaking ICMS627
-- finding: ICMS627 breaking | running release fails
DROP FUNCTION touch() CASCADE;
