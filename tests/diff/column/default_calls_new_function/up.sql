BEGIN;

-- create function public.next_code()
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.next_code() RETURNS text LANGUAGE sql AS $$ SELECT 'c' || count(*) FROM t $$;

-- set the default of column public.t.code
ALTER TABLE public.t ALTER COLUMN code SET DEFAULT next_code();

COMMIT;
