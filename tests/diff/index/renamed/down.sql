BEGIN;

-- rename index public.User.by_name to User_name_idx
ALTER INDEX public.by_name RENAME TO "User_name_idx";

COMMIT;
