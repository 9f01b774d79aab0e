BEGIN;

-- change the type of column public.t.name
ALTER TABLE public.t ALTER COLUMN name TYPE text;

-- drop table public.u
DROP TABLE public.u;

-- drop extension citext
DROP EXTENSION citext;

-- drop namespace extensions
DROP SCHEMA extensions;

COMMIT;
