BEGIN;

-- rename sequence public.Person_id_seq to public.User_id_seq
ALTER SEQUENCE public."Person_id_seq" RENAME TO "User_id_seq";

-- rename table public.Person to public.User
ALTER TABLE public."Person" RENAME TO "User";

-- rename primary key public.Person.Person_pkey to User_pkey
ALTER TABLE public."User" RENAME CONSTRAINT "Person_pkey" TO "User_pkey";

-- rename index public.Person.Person_email_key to User_email_key
ALTER INDEX public."Person_email_key" RENAME TO "User_email_key";

-- rename index public.Person.Person_email_id_idx to User_email_id_idx
ALTER INDEX public."Person_email_id_idx" RENAME TO "User_email_id_idx";

COMMIT;
