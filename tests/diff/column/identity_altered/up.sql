BEGIN;

-- bring the sequence of column public.t.id into its new range
SELECT setval('public.t_id_seq', 100, false) FROM public.t_id_seq WHERE last_value < 100;

-- alter table public.t
ALTER TABLE public.t
    ALTER COLUMN n DROP IDENTITY,
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN id SET GENERATED ALWAYS SET INCREMENT BY 5 SET MINVALUE 100 SET START WITH 100;

COMMIT;
