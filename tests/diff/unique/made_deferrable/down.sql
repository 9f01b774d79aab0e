BEGIN;

-- drop unique public.User.User_name_key
ALTER TABLE public."User" DROP CONSTRAINT "User_name_key";

-- create index public.User.User_name_key
CREATE UNIQUE INDEX "User_name_key" ON public."User" (name);

COMMIT;
