BEGIN;

-- rename foreign key public.Post.post_of to Post_authorId_fkey
ALTER TABLE public."Post" RENAME CONSTRAINT post_of TO "Post_authorId_fkey";

COMMIT;
