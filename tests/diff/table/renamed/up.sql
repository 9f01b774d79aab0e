BEGIN;

-- rename sequence public.User_id_seq to public.Person_id_seq
ALTER SEQUENCE public."User_id_seq" RENAME TO "Person_id_seq";

-- rename table public.User to public.Person
ALTER TABLE public."User" RENAME TO "Person";

-- rename primary key public.User.User_pkey to Person_pkey
ALTER TABLE public."Person" RENAME CONSTRAINT "User_pkey" TO "Person_pkey";

-- rename index public.User.User_email_key to Person_email_key
ALTER INDEX public."User_email_key" RENAME TO "Person_email_key";

-- rename index public.User.User_email_id_idx to Person_email_id_idx
ALTER INDEX public."User_email_id_idx" RENAME TO "Person_email_id_idx";

COMMIT;
