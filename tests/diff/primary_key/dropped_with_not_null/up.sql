BEGIN;

-- alter table public.a
ALTER TABLE public.a
    DROP CONSTRAINT a_pkey,
    ALTER COLUMN id DROP NOT NULL;

COMMIT;
