BEGIN;

-- rename index public.User.User_name_idx to by_name
ALTER INDEX public."User_name_idx" RENAME TO by_name;

COMMIT;
