BEGIN;

-- replace function public.touch()
CREATE OR REPLACE FUNCTION public.touch()
 returns trigger language plpgsql
AS $function$
begin
  new.at := now();
  return new;
end
$function$;

COMMIT;
