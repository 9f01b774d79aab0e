BEGIN;

-- drop view public.Active
DROP VIEW public."Active";

-- create view public.Active
CREATE VIEW public."Active" AS
select id from "User";

COMMIT;
