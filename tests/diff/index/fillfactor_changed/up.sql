BEGIN;

-- alter index public.User.User_name_idx
ALTER INDEX public."User_name_idx" SET (fillfactor=80);

COMMIT;
