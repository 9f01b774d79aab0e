BEGIN;

-- drop function public.one()
DROP FUNCTION public.one();

COMMIT;
