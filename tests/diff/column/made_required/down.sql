BEGIN;

-- drop not null of column public.User.name
ALTER TABLE public."User" ALTER COLUMN name DROP NOT NULL;

COMMIT;
