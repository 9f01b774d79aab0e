BEGIN;

-- rename enum public.AccountRole to public.Role
ALTER TYPE public."AccountRole" RENAME TO "Role";

-- rename values of enum public.Role
ALTER TYPE public."Role" RENAME VALUE 'MEMBER' TO 'USER';

COMMIT;
