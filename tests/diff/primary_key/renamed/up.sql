BEGIN;

-- rename primary key public.User.User_pkey to pk_user
ALTER TABLE public."User" RENAME CONSTRAINT "User_pkey" TO pk_user;

COMMIT;
