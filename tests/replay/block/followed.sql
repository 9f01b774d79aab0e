DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('a');
EXCEPTION WHEN duplicate_object THEN null;
END $$;
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('b');
EXCEPTION WHEN duplicate_object THEN RAISE NOTICE 'there already';
END $$;
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'feeling') THEN
    CREATE TYPE feeling AS ENUM ('x');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = 'mood' AND n.nspname = 'public') THEN
    CREATE TABLE wrong (id int);
  ELSE
    CREATE TABLE right_one (id int);
  END IF;
END $$;
DO $$
DECLARE
  n int := 5;
BEGIN
  IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'right_one' AND column_name = 'id') THEN
    ALTER TABLE right_one RENAME COLUMN id TO key;
  ELSIF EXISTS (SELECT 1 FROM pg_class WHERE relname = 'right_one') THEN
    DROP TABLE right_one;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'k' AND conrelid = 'right_one'::regclass) THEN
    ALTER TABLE right_one ADD CONSTRAINT k PRIMARY KEY (key);
  END IF;
  INSERT INTO right_one VALUES (n);
  EXECUTE 'CREATE INDEX from_text ON right_one (key)';
END $$;
DO $$ BEGIN
  FOR i IN 1..3 LOOP INSERT INTO right_one VALUES (i * 100); END LOOP;
END $$;
