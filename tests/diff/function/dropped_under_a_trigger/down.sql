BEGIN;

-- create function public.touch()
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$ begin return new; end $$;

COMMIT;
