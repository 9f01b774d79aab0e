CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'who did what';
CREATE SCHEMA "With Space";
CREATE TABLE audit.entry (id integer);
CREATE TABLE "With Space".t (id integer);
CREATE TEMPORARY TABLE gone (id integer);
