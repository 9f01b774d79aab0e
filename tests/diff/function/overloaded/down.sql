BEGIN;

-- replace function public.f(integer)
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;

-- create function public.f(text)
CREATE FUNCTION public.f(a text) RETURNS text LANGUAGE sql AS $$ SELECT a $$;

-- comment on function public.f(integer)
COMMENT ON FUNCTION public.f(integer) IS NULL;

-- drop function public.f(text, text)
DROP FUNCTION public.f(text, text);

-- drop function public.p()
DROP PROCEDURE public.p();

COMMIT;
