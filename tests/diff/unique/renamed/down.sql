BEGIN;

-- rename index public.User.one_account_each to User_email_key
ALTER INDEX public.one_account_each RENAME TO "User_email_key";

COMMIT;
