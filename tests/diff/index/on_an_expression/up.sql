BEGIN;

-- create index public.User.by_lower_name
CREATE INDEX by_lower_name ON public."User" (lower(name));

COMMIT;
