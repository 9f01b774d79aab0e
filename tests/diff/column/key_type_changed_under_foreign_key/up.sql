BEGIN;

-- drop foreign key public.d.d_c_id_fkey
ALTER TABLE public.d DROP CONSTRAINT d_c_id_fkey;

-- change the type of column public.a.id
ALTER TABLE public.a ALTER COLUMN id TYPE bigint;

-- change the type of column public.b.a_id
ALTER TABLE public.b ALTER COLUMN a_id TYPE bigint;

-- change the type of column public.c.id
ALTER TABLE public.c ALTER COLUMN id TYPE text;

-- change the type of column public.d.c_id
ALTER TABLE public.d ALTER COLUMN c_id TYPE text;

-- add foreign key public.d.d_c_id_fkey
ALTER TABLE public.d ADD CONSTRAINT d_c_id_fkey FOREIGN KEY (c_id) REFERENCES public.c (id);

COMMIT;
