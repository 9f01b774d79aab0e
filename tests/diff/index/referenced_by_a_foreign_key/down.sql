BEGIN;

-- drop foreign key public.b.b_x_fkey
ALTER TABLE public.b DROP CONSTRAINT b_x_fkey;

-- drop column public.a.y
ALTER TABLE public.a DROP COLUMN y;

-- create index public.a.a_x_idx
CREATE UNIQUE INDEX a_x_idx ON public.a (x);

-- add foreign key public.b.b_x_fkey
ALTER TABLE public.b ADD CONSTRAINT b_x_fkey FOREIGN KEY (x) REFERENCES public.a (x);

COMMIT;
