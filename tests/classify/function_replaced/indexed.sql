-- expect: breaking ICMS619
-- finding: ICMS619 breaking | loses the agreement of indexes with rows | running release works
CREATE OR REPLACE FUNCTION normal(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'select upper(t)';
