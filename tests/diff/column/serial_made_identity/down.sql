BEGIN;

-- drop the identity of column public.t.id
ALTER TABLE public.t ALTER COLUMN id DROP IDENTITY;

-- create sequence public.t_id_seq
CREATE SEQUENCE public.t_id_seq AS integer;

-- set the default of column public.t.id
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq');

-- set the owner of sequence public.t_id_seq
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
SELECT setval(pg_get_serial_sequence('public.t', 'id'), max(id)) FROM public.t HAVING max(id) IS NOT NULL;

COMMIT;
