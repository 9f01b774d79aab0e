BEGIN;

-- drop index public.User.User_email_key
DROP INDEX public."User_email_key";

COMMIT;
