-- expect: safe ICMS626
-- finding: ICMS626 safe | running release works
CREATE PROCEDURE tidy() LANGUAGE sql AS 'select 1';
