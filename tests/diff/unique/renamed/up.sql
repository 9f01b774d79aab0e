BEGIN;

-- rename index public.User.User_email_key to one_account_each
ALTER INDEX public."User_email_key" RENAME TO one_account_each;

COMMIT;
