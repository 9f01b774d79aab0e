-- expect: risky ICMS629
-- finding: ICMS629 risky | running release fails
CREATE FUNCTION twice(i integer, factor integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'select i * factor';
