-- expect: risky ICMS628
-- finding: ICMS628 risky | running release fails on new data
CREATE FUNCTION twice(t text) RETURNS text LANGUAGE sql AS 'select t || t';
