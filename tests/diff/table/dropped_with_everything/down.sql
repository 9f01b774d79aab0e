BEGIN;

-- create enum public.kind
CREATE TYPE public.kind AS ENUM ('a');

-- create table public.parent
CREATE TABLE public.parent (
    id serial,
    CONSTRAINT parent_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.parent IS 'x';

-- create table public.child
CREATE TABLE public.child (
    id        integer GENERATED ALWAYS AS IDENTITY,
    kind      public.kind,
    parent_id integer
);

-- create index public.child.child_kind_idx
CREATE INDEX child_kind_idx ON public.child (kind);

-- add foreign key public.keeps.keeps_parent_id_fkey
ALTER TABLE public.keeps ADD CONSTRAINT keeps_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.parent (id);

-- add foreign key public.child.child_parent_id_fkey
ALTER TABLE public.child ADD CONSTRAINT child_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.parent (id);

-- create view public.both_of_them
CREATE VIEW public.both_of_them AS
SELECT child.id, parent.id AS parent_id FROM child JOIN parent ON parent.id = child.parent_id;

COMMIT;
