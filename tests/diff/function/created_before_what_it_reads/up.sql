BEGIN;

-- create function public.names()
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.names() RETURNS SETOF text LANGUAGE sql STABLE AS $$ SELECT name FROM v $$;

-- create table public.t
CREATE TABLE public.t (
    id   integer NOT NULL,
    name text,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

-- create function public.rows_of_t()
CREATE FUNCTION public.rows_of_t() RETURNS SETOF t LANGUAGE sql STABLE AS $$ SELECT * FROM t $$;

-- create view public.v
CREATE VIEW public.v AS
SELECT t.name FROM t;

-- create view public.x
CREATE VIEW public.x AS
SELECT rows_of_t.id FROM rows_of_t();

COMMIT;
