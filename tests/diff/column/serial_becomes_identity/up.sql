BEGIN;

-- drop the default of column public.User.id
ALTER TABLE public."User" ALTER COLUMN id DROP DEFAULT;

-- drop sequence public.User_id_seq
DROP SEQUENCE public."User_id_seq";

-- add the identity of column public.User.id
ALTER TABLE public."User" ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('public."User"', 'id'), max(id)) FROM public."User" HAVING max(id) IS NOT NULL;

COMMIT;
