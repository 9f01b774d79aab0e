-- error: trigger public.t t_touch uses function public.touch(), which goes
BEGIN;

-- drop function public.touch()
DROP FUNCTION public.touch();

COMMIT;
