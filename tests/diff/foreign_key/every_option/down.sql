BEGIN;

-- drop foreign key public.b.b_fk
ALTER TABLE public.b DROP CONSTRAINT b_fk;

-- alter table public.d
ALTER TABLE public.d
    DROP CONSTRAINT d_fk,
    DROP CONSTRAINT d_null;

-- add foreign key public.b.b_fk
ALTER TABLE public.b ADD CONSTRAINT b_fk FOREIGN KEY (x, y) REFERENCES public.a (x, y) NOT VALID;

-- alter foreign key public.c.c_fk
ALTER TABLE public.c ALTER CONSTRAINT c_fk NOT DEFERRABLE;

COMMIT;
