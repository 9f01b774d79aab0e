BEGIN;

-- drop foreign key public.Post.Post_authorId_fkey
ALTER TABLE public."Post" DROP CONSTRAINT "Post_authorId_fkey";

-- add foreign key public.Post.Post_authorId_fkey
ALTER TABLE public."Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES public."User" (id) ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;
