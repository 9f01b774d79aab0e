BEGIN;

-- rename enum public.Role to public.Rank
ALTER TYPE public."Role" RENAME TO "Rank";

COMMIT;
