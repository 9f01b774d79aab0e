BEGIN;

-- drop foreign key public.b.b_a_id_fkey
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;

-- alter table public.a
ALTER TABLE public.a
    DROP CONSTRAINT a_pkey,
    ADD CONSTRAINT a_pkey PRIMARY KEY (code),
    ADD CONSTRAINT a_id_key UNIQUE (id);

-- add foreign key public.b.b_a_id_fkey
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a (id);

COMMIT;
