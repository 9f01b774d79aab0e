BEGIN;

-- rename values of enum public.Role
ALTER TYPE public."Role" RENAME VALUE 'A' TO 'FIRST';

COMMIT;
