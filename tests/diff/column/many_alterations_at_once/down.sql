BEGIN;

-- alter table public.t
ALTER TABLE public.t
    DROP COLUMN e,
    DROP CONSTRAINT t_pkey,
    ALTER COLUMN a DROP NOT NULL,
    DROP CONSTRAINT new_check,
    ALTER COLUMN a TYPE integer,
    ADD COLUMN d boolean,
    ALTER COLUMN b SET NOT NULL,
    ALTER COLUMN c SET DEFAULT 1,
    ADD CONSTRAINT old_check CHECK (a > 0);

COMMIT;
