BEGIN;

-- create function public.one()
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.one()
 returns int language sql
AS $function$select 1$function$;

COMMIT;
