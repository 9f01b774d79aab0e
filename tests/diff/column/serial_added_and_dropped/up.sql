BEGIN;

-- create sequence public.t_n
CREATE SEQUENCE public.t_n;

-- alter table public.t
ALTER TABLE public.t
    DROP COLUMN old,
    ADD COLUMN id smallserial,
    ADD COLUMN n integer NOT NULL DEFAULT nextval('public.t_n');

-- set the owner of sequence public.t_n
ALTER SEQUENCE public.t_n OWNED BY public.t.n;

COMMIT;
