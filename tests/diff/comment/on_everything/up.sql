BEGIN;

-- create enum public.kind
CREATE TYPE public.kind AS ENUM ('a');
COMMENT ON TYPE public.kind IS 'it''s a kind';

-- create sequence public.s
CREATE SEQUENCE public.s;
COMMENT ON SEQUENCE public.s IS 'counts';

-- create function public.f(integer)
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;
COMMENT ON FUNCTION public.f(integer) IS 'the function';

-- create table public.u
CREATE TABLE public.u (
    id integer
);
COMMENT ON COLUMN public.u.id IS 'a column';

-- alter table public.t
ALTER TABLE public.t
    ADD COLUMN kind public.kind,
    ADD CONSTRAINT t_check CHECK (id > 0);
COMMENT ON COLUMN public.t.kind IS E'back\\slash';
COMMENT ON CONSTRAINT t_check ON public.t IS 'the check';

-- create index public.t.t_kind_idx
CREATE INDEX t_kind_idx ON public.t (kind);
COMMENT ON INDEX public.t_kind_idx IS 'the index';

-- add foreign key public.u.u_id_fkey
ALTER TABLE public.u ADD CONSTRAINT u_id_fkey FOREIGN KEY (id) REFERENCES public.t (id);
COMMENT ON CONSTRAINT u_id_fkey ON public.u IS 'the foreign key';

-- create view public.v
CREATE VIEW public.v AS
SELECT t.id FROM t;
COMMENT ON VIEW public.v IS 'the view';

-- comment on column public.t.id
COMMENT ON COLUMN public.t.id IS NULL;

-- comment on primary key public.t.t_pkey
COMMENT ON CONSTRAINT t_pkey ON public.t IS 'the key';

-- comment on table public.t
COMMENT ON TABLE public.t IS 'two
lines';

COMMIT;
