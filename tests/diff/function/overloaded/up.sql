BEGIN;

-- replace function public.f(integer)
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 1 $$;
COMMENT ON FUNCTION public.f(integer) IS 'adds one';

-- create function public.f(text, text)
CREATE FUNCTION public.f(a text, b text) RETURNS text LANGUAGE sql AS $$ SELECT a || b $$;

-- create function public.p()
CREATE PROCEDURE public.p() LANGUAGE plpgsql AS $$ begin end $$;

-- comment on function public.f(integer)
COMMENT ON FUNCTION public.f(integer) IS 'adds one';

-- drop function public.f(text)
DROP FUNCTION public.f(text);

COMMIT;
