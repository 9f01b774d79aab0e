BEGIN;

-- create enum public.Role
CREATE TYPE public."Role" AS ENUM ('ADMIN', 'USER');

-- add column public.User.role
ALTER TABLE public."User" ADD COLUMN role public."Role" NOT NULL;

COMMIT;
