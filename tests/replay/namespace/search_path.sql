CREATE SCHEMA "A b";
CREATE SCHEMA IF NOT EXISTS "A b";
SET search_path TO "A b", public;
CREATE TABLE t (id serial PRIMARY KEY);
CREATE TYPE mood AS ENUM ('x');
SET search_path = public;
CREATE TABLE u (m "A b".mood, t int REFERENCES "A b".t);
BEGIN;
SET LOCAL search_path = "A b";
CREATE TABLE local (id int);
COMMIT;
CREATE TABLE back (id int);
RESET search_path;
CREATE SCHEMA with_parts
  CREATE TABLE inner_table (id int PRIMARY KEY)
  CREATE VIEW inner_view AS SELECT id FROM inner_table
  CREATE INDEX ON inner_table (id);
ALTER SCHEMA "A b" RENAME TO ab;
DROP SCHEMA ab;
DROP SCHEMA with_parts CASCADE;
COMMENT ON SCHEMA ab IS 'renamed';
CREATE TABLE nowhere.t (id int);
