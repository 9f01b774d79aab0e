BEGIN;

-- alter table public.User
ALTER TABLE public."User"
    DROP COLUMN b,
    ADD COLUMN b integer GENERATED ALWAYS AS (a * 2) STORED;

COMMIT;
