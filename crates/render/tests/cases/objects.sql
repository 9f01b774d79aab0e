CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'the application';
CREATE TABLE "order lines" ("2nd" integer, "a-b" text, "default" text);
CREATE TABLE "default" (id serial NOT NULL, renamed serial);
ALTER SEQUENCE default_renamed_seq RENAME TO odd_seq;
CREATE TABLE app."order lines" (id integer);
CREATE UNLOGGED TABLE cache (k text) WITH (fillfactor = 70, toast.autovacuum_enabled = false);
CREATE SEQUENCE app.invoice START 1000 INCREMENT BY 5 CYCLE;
CREATE TABLE app.invoices (number bigint DEFAULT nextval('app.invoice'::regclass));
CREATE VIEW recent AS SELECT k FROM cache;
CREATE VIEW named (key) AS SELECT k FROM cache;
CREATE MATERIALIZED VIEW app.counted AS SELECT k, count(*) AS n FROM cache GROUP BY k;
CREATE UNIQUE INDEX counted_k ON app.counted (k);
CREATE FUNCTION app.touch(a integer, b text DEFAULT 'x'::text) RETURNS text LANGUAGE sql STABLE AS $$
  select b || a; -- """ three
$$;
CREATE FUNCTION plus(a integer) RETURNS integer LANGUAGE sql RETURN a + 1;
CREATE PROCEDURE nothing() LANGUAGE plpgsql AS $$begin end$$;
COMMENT ON FUNCTION plus(integer) IS 'adds one';
