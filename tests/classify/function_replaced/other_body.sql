-- expect: risky ICMS614
-- finding: ICMS614 risky | running release works
CREATE OR REPLACE FUNCTION twice(i integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'select i + i';
