-- expect: risky ICMS615
-- finding: ICMS615 risky | fails with 42P13 | running release fails
CREATE OR REPLACE FUNCTION twice(i integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'select i::bigint * 2';
