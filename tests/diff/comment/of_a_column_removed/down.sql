BEGIN;

-- comment on column public.User.id
COMMENT ON COLUMN public."User".id IS 'What people call it.';

COMMIT;
