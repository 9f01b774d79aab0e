BEGIN;

-- drop column public.User.name
ALTER TABLE public."User" DROP COLUMN name;

COMMIT;
