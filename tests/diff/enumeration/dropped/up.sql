BEGIN;

-- drop column public.User.role
ALTER TABLE public."User" DROP COLUMN role;

-- drop enum public.Role
DROP TYPE public."Role";

COMMIT;
