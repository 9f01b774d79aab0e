CREATE TABLE _prisma_migrations (id serial PRIMARY KEY, name text);
CREATE INDEX on_ledger ON _prisma_migrations (name);
CREATE TABLE _icms_migrations (id serial PRIMARY KEY);
CREATE TABLE _icms_steps (id integer REFERENCES _icms_migrations);
CREATE TABLE _icms_meta (id integer);
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER on_ledger AFTER INSERT ON _prisma_migrations EXECUTE FUNCTION nothing();
CREATE TABLE kept (id integer);
