BEGIN;

-- drop check public.User.User_price_check
ALTER TABLE public."User" DROP CONSTRAINT "User_price_check";

COMMIT;
