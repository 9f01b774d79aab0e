BEGIN;

-- comment on column public.User.id
COMMENT ON COLUMN public."User".id IS NULL;

COMMIT;
