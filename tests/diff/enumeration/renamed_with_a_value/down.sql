BEGIN;

-- rename enum public.AccountRole to public.Role
ALTER TYPE public."AccountRole" RENAME TO "Role";

-- rename values of enum public.Role
ALTER TYPE public."Role" RENAME VALUE 'MEMBER' TO 'USER';

-- set the default of column public.Account.role
ALTER TABLE public."Account" ALTER COLUMN role SET DEFAULT 'USER';

COMMIT;
