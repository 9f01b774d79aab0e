BEGIN;

-- create table public.Post
CREATE TABLE public."Post" (
    id         bigserial,
    title      text NOT NULL,
    "authorId" bigint NOT NULL,
    CONSTRAINT "Post_pkey" PRIMARY KEY (id)
);

-- create index public.Post.Post_title_idx
CREATE INDEX "Post_title_idx" ON public."Post" (title);

-- add foreign key public.Post.Post_authorId_fkey
ALTER TABLE public."Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES public."User" (id) ON DELETE RESTRICT ON UPDATE CASCADE;

COMMIT;
