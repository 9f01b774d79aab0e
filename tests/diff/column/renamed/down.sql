BEGIN;

-- rename column public.User.slug to key
ALTER TABLE public."User" RENAME COLUMN slug TO key;

-- rename index public.User.User_slug_key to User_key_key
ALTER INDEX public."User_slug_key" RENAME TO "User_key_key";

COMMIT;
