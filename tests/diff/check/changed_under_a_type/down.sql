BEGIN;

-- alter table public.t
ALTER TABLE public.t
    DROP CONSTRAINT t_code_check,
    ALTER COLUMN code TYPE text,
    ADD CONSTRAINT t_code_check CHECK (code <> '');

COMMIT;
