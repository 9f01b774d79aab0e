BEGIN;

-- drop foreign key public.b.b_x_fkey
ALTER TABLE public.b DROP CONSTRAINT b_x_fkey;

-- drop index public.a.a_x_idx
DROP INDEX public.a_x_idx;

-- add column public.a.y
ALTER TABLE public.a ADD COLUMN y integer;

-- create index public.a.a_x_idx
CREATE UNIQUE INDEX a_x_idx ON public.a (x) INCLUDE (y);

-- add foreign key public.b.b_x_fkey
ALTER TABLE public.b ADD CONSTRAINT b_x_fkey FOREIGN KEY (x) REFERENCES public.a (x);

COMMIT;
