BEGIN;

-- create view public.Ids
CREATE VIEW public."Ids" AS
select id from "User";

COMMIT;
