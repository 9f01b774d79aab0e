BEGIN;

-- drop foreign key public.a.a_b_id_fkey
ALTER TABLE public.a DROP CONSTRAINT a_b_id_fkey;

-- drop foreign key public.b.b_c_id_fkey
ALTER TABLE public.b DROP CONSTRAINT b_c_id_fkey;

-- drop foreign key public.c.c_a_id_fkey
ALTER TABLE public.c DROP CONSTRAINT c_a_id_fkey;

-- drop table public.a
DROP TABLE public.a;

-- drop table public.b
DROP TABLE public.b;

-- drop table public.c
DROP TABLE public.c;

COMMIT;
