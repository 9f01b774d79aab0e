BEGIN;

-- rename enum public.Role to public.AccountRole
ALTER TYPE public."Role" RENAME TO "AccountRole";

-- rename values of enum public.AccountRole
ALTER TYPE public."AccountRole" RENAME VALUE 'USER' TO 'MEMBER';

COMMIT;
