BEGIN;

-- comment on table public.User
COMMENT ON TABLE public."User" IS 'Everybody with an account.';

COMMIT;
