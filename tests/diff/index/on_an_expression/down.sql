BEGIN;

-- drop index public.User.by_lower_name
DROP INDEX public.by_lower_name;

COMMIT;
