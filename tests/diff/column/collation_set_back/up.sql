BEGIN;

-- change the type of column public.t.name
ALTER TABLE public.t ALTER COLUMN name TYPE text;

COMMIT;
