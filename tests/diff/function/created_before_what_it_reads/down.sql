BEGIN;

-- drop view public.v
DROP VIEW public.v;

-- drop view public.x
DROP VIEW public.x;

-- drop function public.names()
DROP FUNCTION public.names();

-- drop function public.rows_of_t()
DROP FUNCTION public.rows_of_t();

-- drop table public.t
DROP TABLE public.t;

COMMIT;
