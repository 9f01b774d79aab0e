BEGIN;

-- replace function public.touch()
CREATE OR REPLACE FUNCTION public.touch()
 returns trigger language plpgsql
AS $function$
begin
  new.at := clock_timestamp();
  return new;
end
$function$;

COMMIT;
