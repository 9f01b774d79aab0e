BEGIN;

-- set aside enum public.Role
ALTER TYPE public."Role" RENAME TO "Role_old";

-- create enum public.Role
CREATE TYPE public."Role" AS ENUM ('USER', 'ADMIN');

-- change the type of column public.User.role
ALTER TABLE public."User" ALTER COLUMN role TYPE public."Role" USING role::text::public."Role";

-- drop the old enum public.Role
DROP TYPE public."Role_old";

COMMIT;
