BEGIN;

-- alter index public.User.User_name_idx
ALTER INDEX public."User_name_idx" RESET (fillfactor);

COMMIT;
