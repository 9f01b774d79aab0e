BEGIN;

-- drop index public.User.User_name_key
DROP INDEX public."User_name_key";

-- add unique public.User.User_name_key
ALTER TABLE public."User" ADD CONSTRAINT "User_name_key" UNIQUE NULLS NOT DISTINCT (name);

COMMIT;
