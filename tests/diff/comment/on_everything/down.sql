BEGIN;

-- drop view public.v
DROP VIEW public.v;

-- alter table public.t
ALTER TABLE public.t
    DROP COLUMN kind,
    DROP CONSTRAINT t_check;

-- comment on column public.t.id
COMMENT ON COLUMN public.t.id IS 'gone';

-- comment on primary key public.t.t_pkey
COMMENT ON CONSTRAINT t_pkey ON public.t IS NULL;

-- comment on table public.t
COMMENT ON TABLE public.t IS NULL;

-- drop table public.u
DROP TABLE public.u;

-- drop enum public.kind
DROP TYPE public.kind;

-- drop sequence public.s
DROP SEQUENCE public.s;

-- drop function public.f(integer)
DROP FUNCTION public.f(integer);

COMMIT;
