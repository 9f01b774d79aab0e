BEGIN;

-- drop table public.Post
DROP TABLE public."Post";

COMMIT;
