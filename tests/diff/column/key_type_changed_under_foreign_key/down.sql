BEGIN;

-- drop foreign key public.d.d_c_id_fkey
ALTER TABLE public.d DROP CONSTRAINT d_c_id_fkey;

-- change the type of column public.a.id
ALTER TABLE public.a ALTER COLUMN id TYPE integer;

-- change the type of column public.b.a_id
ALTER TABLE public.b ALTER COLUMN a_id TYPE integer;

-- change the type of column public.c.id
ALTER TABLE public.c ALTER COLUMN id TYPE uuid USING id::uuid;

-- change the type of column public.d.c_id
ALTER TABLE public.d ALTER COLUMN c_id TYPE uuid USING c_id::uuid;

-- add foreign key public.d.d_c_id_fkey
ALTER TABLE public.d ADD CONSTRAINT d_c_id_fkey FOREIGN KEY (c_id) REFERENCES public.c (id);

COMMIT;
