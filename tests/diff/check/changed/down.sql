BEGIN;

-- alter table public.User
ALTER TABLE public."User"
    DROP CONSTRAINT priced,
    ADD CONSTRAINT priced CHECK (price >= 0);

COMMIT;
