CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS $$ SELECT 'c' || count(*) FROM t $$;
CREATE TABLE t (id integer PRIMARY KEY, code text DEFAULT next_code());
