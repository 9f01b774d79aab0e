BEGIN;

-- drop the default of column public.t.id
ALTER TABLE public.t ALTER COLUMN id DROP DEFAULT;

-- drop sequence public.t_id_seq
DROP SEQUENCE public.t_id_seq;

COMMIT;
