BEGIN;

-- set not null of column public.User.name
ALTER TABLE public."User" ALTER COLUMN name SET NOT NULL;

COMMIT;
