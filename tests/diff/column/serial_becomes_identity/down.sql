BEGIN;

-- drop the identity of column public.User.id
ALTER TABLE public."User" ALTER COLUMN id DROP IDENTITY;

-- create sequence public.User_id_seq
CREATE SEQUENCE public."User_id_seq";

-- set the default of column public.User.id
ALTER TABLE public."User" ALTER COLUMN id SET DEFAULT nextval('public."User_id_seq"');

-- set the owner of sequence public.User_id_seq
ALTER SEQUENCE public."User_id_seq" OWNED BY public."User".id;
SELECT setval(pg_get_serial_sequence('public."User"', 'id'), max(id)) FROM public."User" HAVING max(id) IS NOT NULL;

COMMIT;
