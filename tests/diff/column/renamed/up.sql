BEGIN;

-- rename column public.User.key to slug
ALTER TABLE public."User" RENAME COLUMN key TO slug;

-- rename index public.User.User_key_key to User_slug_key
ALTER INDEX public."User_key_key" RENAME TO "User_slug_key";

COMMIT;
