BEGIN;

-- drop index public.User.User_name_idx
DROP INDEX public."User_name_idx";

COMMIT;
