BEGIN;

-- rename enum public.Rank to public.Role
ALTER TYPE public."Rank" RENAME TO "Role";

COMMIT;
