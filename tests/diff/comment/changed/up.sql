BEGIN;

-- comment on table public.User
COMMENT ON TABLE public."User" IS 'People with an account.';

COMMIT;
