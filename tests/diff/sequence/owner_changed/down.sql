BEGIN;

-- create sequence public.u
CREATE SEQUENCE public.u;

-- create table public.a
CREATE TABLE public.a (
    id integer NOT NULL,
    CONSTRAINT a_pkey PRIMARY KEY (id)
);

-- drop the default of column public.b.id
ALTER TABLE public.b ALTER COLUMN id DROP DEFAULT;

-- set the owner of sequence public.s
ALTER SEQUENCE public.s OWNED BY public.a.id;

COMMIT;
