-- expect: safe ICMS613
-- finding: ICMS613 safe | running release works
CREATE FUNCTION half(i integer) RETURNS integer LANGUAGE sql AS 'select i / 2';
