-- expect: breaking ICMS713
-- finding: ICMS713 breaking | running release works
ALTER FUNCTION twice(integer) SECURITY DEFINER;
