BEGIN;

-- drop foreign key public.b.b_a_id_fkey
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;

-- alter table public.a
ALTER TABLE public.a
    DROP CONSTRAINT a_id_key,
    ADD CONSTRAINT a_pkey PRIMARY KEY (id);

-- add foreign key public.b.b_a_id_fkey
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a (id);

COMMIT;
