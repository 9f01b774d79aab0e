BEGIN;

-- drop view public.v
DROP VIEW public.v;

-- drop index public.t.t_good_idx
DROP INDEX public.t_good_idx;

-- alter table public.t
ALTER TABLE public.t
    DROP CONSTRAINT t_good,
    ALTER COLUMN id DROP DEFAULT;

-- drop function public.good(integer)
DROP FUNCTION public.good(integer);

-- create function public.good(integer)
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.good(x integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT x > 0 $$;

-- add check public.t.t_good
ALTER TABLE public.t ADD CONSTRAINT t_good CHECK (good(id));

-- create index public.t.t_good_idx
CREATE INDEX t_good_idx ON public.t (good(id));

-- create view public.v
CREATE VIEW public.v AS
SELECT good(t.id) AS g FROM t;

-- drop function public.next_code()
DROP FUNCTION public.next_code();

-- create function public.next_code()
CREATE FUNCTION public.next_code() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;

-- set the default of column public.t.id
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT next_code();

COMMIT;
