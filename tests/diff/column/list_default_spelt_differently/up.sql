BEGIN;

-- set the default of column public.User.tags
ALTER TABLE public."User" ALTER COLUMN tags SET DEFAULT '{}'::text[];

COMMIT;
