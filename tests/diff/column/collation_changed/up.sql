BEGIN;

-- change the type of column public.User.name
ALTER TABLE public."User" ALTER COLUMN name TYPE text COLLATE "C";

COMMIT;
