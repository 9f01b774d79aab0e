BEGIN;

-- create table public.a
CREATE TABLE public.a (
    id   integer NOT NULL,
    b_id integer,
    CONSTRAINT a_pkey PRIMARY KEY (id)
);

-- create table public.b
CREATE TABLE public.b (
    id   integer NOT NULL,
    c_id integer NOT NULL,
    CONSTRAINT b_pkey PRIMARY KEY (id)
);

-- create table public.c
CREATE TABLE public.c (
    id     integer NOT NULL,
    a_id   integer,
    parent integer,
    CONSTRAINT c_pkey PRIMARY KEY (id)
);

-- create index public.a.a_b_id_idx
CREATE INDEX a_b_id_idx ON public.a (b_id);

-- add foreign key public.a.a_b_id_fkey
ALTER TABLE public.a ADD CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES public.b (id);

-- add foreign key public.b.b_c_id_fkey
ALTER TABLE public.b ADD CONSTRAINT b_c_id_fkey FOREIGN KEY (c_id) REFERENCES public.c (id);

-- alter table public.c
ALTER TABLE public.c
    ADD CONSTRAINT c_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a (id),
    ADD CONSTRAINT c_parent_fkey FOREIGN KEY (parent) REFERENCES public.c (id);

COMMIT;
