BEGIN;

-- drop column public.User.email
ALTER TABLE public."User" DROP COLUMN email;

-- drop extension citext
DROP EXTENSION citext;

COMMIT;
