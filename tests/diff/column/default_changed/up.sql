BEGIN;

-- set the default of column public.User.visits
ALTER TABLE public."User" ALTER COLUMN visits SET DEFAULT 1;

COMMIT;
