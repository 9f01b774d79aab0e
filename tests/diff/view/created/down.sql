BEGIN;

-- drop view public.Ids
DROP VIEW public."Ids";

COMMIT;
