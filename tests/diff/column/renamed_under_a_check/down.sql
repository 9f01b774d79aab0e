BEGIN;

-- rename column public.User.cost to price
ALTER TABLE public."User" RENAME COLUMN cost TO price;

COMMIT;
