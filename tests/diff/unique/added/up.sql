BEGIN;

-- create index public.User.User_email_key
CREATE UNIQUE INDEX "User_email_key" ON public."User" (email);

COMMIT;
