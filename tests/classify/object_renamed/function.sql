-- expect: risky ICMS617
-- finding: ICMS617 risky | running release fails
ALTER FUNCTION twice(integer) RENAME TO doubled;
