CREATE TABLE t (id int);
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT relname FROM pg_class WHERE relname = 't' LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN x int', r.relname);
  END LOOP;
END $$;
CREATE FUNCTION make() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE TABLE made (id int); END';
SELECT make();
CREATE PROCEDURE change() LANGUAGE plpgsql AS 'BEGIN DROP TABLE IF EXISTS nothing; END';
CALL change();
