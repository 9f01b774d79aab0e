BEGIN;

-- alter table public.t
ALTER TABLE public.t
    DROP CONSTRAINT t_code_check,
    ALTER COLUMN code TYPE integer USING code::integer,
    ADD CONSTRAINT t_code_check CHECK (code > 0);

COMMIT;
