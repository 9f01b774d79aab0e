-- expect: risky ICMS616
-- finding: ICMS616 risky | running release fails
DROP FUNCTION twice(integer);
