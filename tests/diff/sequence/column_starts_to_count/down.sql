BEGIN;

-- drop the default of column public.User.id
ALTER TABLE public."User" ALTER COLUMN id DROP DEFAULT;

-- drop sequence public.User_id_seq
DROP SEQUENCE public."User_id_seq";

COMMIT;
