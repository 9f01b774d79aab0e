BEGIN;

-- rename sequence public.Member_id_seq to public.User_id_seq
ALTER SEQUENCE public."Member_id_seq" RENAME TO "User_id_seq";

-- rename table public.Member to public.User
ALTER TABLE public."Member" RENAME TO "User";

-- rename primary key public.Member.Member_pkey to User_pkey
ALTER TABLE public."User" RENAME CONSTRAINT "Member_pkey" TO "User_pkey";

-- drop table public.Comment
DROP TABLE public."Comment";

COMMIT;
