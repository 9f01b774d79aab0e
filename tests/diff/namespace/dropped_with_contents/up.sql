BEGIN;

-- create namespace fresh
CREATE SCHEMA fresh;
COMMENT ON SCHEMA fresh IS 'the new one';

-- change the type of column public.t.kind
ALTER TABLE public.t ALTER COLUMN kind TYPE text;

-- drop table old.t
DROP TABLE old.t;

-- drop enum old.kind
DROP TYPE old.kind;

-- drop namespace old
DROP SCHEMA old;

COMMIT;
