BEGIN;

-- drop the default of column public.t.code
ALTER TABLE public.t ALTER COLUMN code DROP DEFAULT;

-- drop function public.next_code()
DROP FUNCTION public.next_code();

COMMIT;
