BEGIN;

-- set the default of column public.b.id
ALTER TABLE public.b ALTER COLUMN id SET DEFAULT nextval('public.s');

-- set the owner of sequence public.s
ALTER SEQUENCE public.s OWNED BY public.b.id;

-- drop table public.a
DROP TABLE public.a;

-- drop sequence public.u
DROP SEQUENCE public.u;

COMMIT;
