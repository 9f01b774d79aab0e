BEGIN;

-- add check public.User.User_price_check
ALTER TABLE public."User" ADD CONSTRAINT "User_price_check" CHECK (price >= 0);

COMMIT;
