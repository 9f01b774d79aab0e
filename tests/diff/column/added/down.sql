BEGIN;

-- alter table public.User
ALTER TABLE public."User"
    DROP COLUMN name,
    DROP COLUMN visits;

COMMIT;
