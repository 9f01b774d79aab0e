BEGIN;

-- rename primary key public.User.pk_user to User_pkey
ALTER TABLE public."User" RENAME CONSTRAINT pk_user TO "User_pkey";

COMMIT;
