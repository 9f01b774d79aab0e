BEGIN;

-- rename column public.User.price to cost
ALTER TABLE public."User" RENAME COLUMN price TO cost;

COMMIT;
