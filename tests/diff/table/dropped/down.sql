BEGIN;

-- create table public.Post
CREATE TABLE public."Post" (
    id    bigserial,
    title text NOT NULL,
    CONSTRAINT "Post_pkey" PRIMARY KEY (id)
);

-- create index public.Post.Post_title_key
CREATE UNIQUE INDEX "Post_title_key" ON public."Post" (title);

COMMIT;
