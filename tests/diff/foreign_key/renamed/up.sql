BEGIN;

-- rename foreign key public.Post.Post_authorId_fkey to post_of
ALTER TABLE public."Post" RENAME CONSTRAINT "Post_authorId_fkey" TO post_of;

COMMIT;
