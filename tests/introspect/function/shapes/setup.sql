CREATE TYPE level AS ENUM ('low', 'high');
CREATE TABLE users (id integer, name text);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.name := 'it''s \ here';
  RETURN NEW;
END
$$;
CREATE FUNCTION add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS 'SELECT a + b';
CREATE FUNCTION add(a text, VARIADIC b text[]) RETURNS text LANGUAGE sql COST 5 AS 'SELECT a';
CREATE FUNCTION rows_of(wanted level) RETURNS SETOF users LANGUAGE sql STABLE ROWS 10 AS 'SELECT * FROM users';
CREATE FUNCTION as_table(OUT a integer, INOUT b text) LANGUAGE sql AS 'SELECT 1, $1';
CREATE FUNCTION listed() RETURNS TABLE (a integer, b text) LANGUAGE sql AS 'SELECT 1, ''x''';
CREATE PROCEDURE work(a integer) LANGUAGE plpgsql AS 'BEGIN END';
COMMENT ON FUNCTION touch() IS 'before every update';
