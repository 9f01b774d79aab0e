BEGIN;

-- alter table public.User
ALTER TABLE public."User"
    ADD COLUMN name text,
    ADD COLUMN visits integer NOT NULL DEFAULT 0;

COMMIT;
