CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 1 $$;
CREATE FUNCTION f(a text, b text) RETURNS text LANGUAGE sql AS $$ SELECT a || b $$;
CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ begin end $$;
COMMENT ON FUNCTION f(integer) IS 'adds one';
