BEGIN;

-- alter table public.t
ALTER TABLE public.t
    ADD COLUMN a integer,
    ADD COLUMN c integer,
    ADD CONSTRAINT t_a_b_key UNIQUE (a, b),
    ADD CONSTRAINT t_c_check CHECK (c > 0);

-- add column public.u.t_id
ALTER TABLE public.u ADD COLUMN t_id integer;

-- create index public.t.t_a_idx
CREATE INDEX t_a_idx ON public.t (a);

-- create index public.t.t_part_idx
CREATE INDEX t_part_idx ON public.t (b)
    WHERE c IS NOT NULL;

-- add foreign key public.u.u_t_id_fkey
ALTER TABLE public.u ADD CONSTRAINT u_t_id_fkey FOREIGN KEY (t_id) REFERENCES public.t (id);

COMMIT;
