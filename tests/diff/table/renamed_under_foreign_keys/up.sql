BEGIN;

-- rename sequence public.User_id_seq to public.Member_id_seq
ALTER SEQUENCE public."User_id_seq" RENAME TO "Member_id_seq";

-- rename table public.User to public.Member
ALTER TABLE public."User" RENAME TO "Member";

-- rename primary key public.User.User_pkey to Member_pkey
ALTER TABLE public."Member" RENAME CONSTRAINT "User_pkey" TO "Member_pkey";

-- create table public.Comment
CREATE TABLE public."Comment" (
    id     integer NOT NULL,
    "byId" integer NOT NULL,
    CONSTRAINT "Comment_pkey" PRIMARY KEY (id)
);

-- add foreign key public.Comment.Comment_byId_fkey
ALTER TABLE public."Comment" ADD CONSTRAINT "Comment_byId_fkey" FOREIGN KEY ("byId") REFERENCES public."Member" (id) ON DELETE RESTRICT ON UPDATE CASCADE;

COMMIT;
