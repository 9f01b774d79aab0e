BEGIN;

-- alter table public.a
ALTER TABLE public.a
    DROP CONSTRAINT a_late,
    DROP CONSTRAINT a_some,
    DROP CONSTRAINT a_null;

COMMIT;
