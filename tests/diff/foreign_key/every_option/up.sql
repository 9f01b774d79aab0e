BEGIN;

-- alter foreign key public.b.b_fk
ALTER TABLE public.b VALIDATE CONSTRAINT b_fk;

-- alter foreign key public.c.c_fk
ALTER TABLE public.c ALTER CONSTRAINT c_fk DEFERRABLE INITIALLY DEFERRED;

-- alter table public.d
ALTER TABLE public.d
    ADD CONSTRAINT d_fk FOREIGN KEY (x, y) REFERENCES public.a (x, y) MATCH FULL ON DELETE CASCADE ON UPDATE RESTRICT,
    ADD CONSTRAINT d_null FOREIGN KEY (x, y) REFERENCES public.a (x, y) ON DELETE SET NULL (y);

COMMIT;
