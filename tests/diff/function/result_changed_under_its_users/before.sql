CREATE FUNCTION next_code() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION good(x integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT x > 0 $$;
CREATE TABLE t (id integer DEFAULT next_code(), CONSTRAINT t_good CHECK (good(id)));
CREATE INDEX t_good_idx ON t (good(id));
CREATE VIEW v AS SELECT good(t.id) AS g FROM t;
