BEGIN;

-- drop index public.User.User_name_idx
DROP INDEX public."User_name_idx";

-- create index public.User.User_name_idx
CREATE INDEX "User_name_idx" ON public."User" (name) INCLUDE (age);

COMMIT;
