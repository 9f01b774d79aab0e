BEGIN;

-- drop view public.w
DROP VIEW public.w;

-- drop view public.v
DROP VIEW public.v;

-- drop column public.t.b
ALTER TABLE public.t DROP COLUMN b;

-- create view public.v
CREATE VIEW public.v AS
SELECT t.a FROM t;

-- create view public.w
CREATE VIEW public.w AS
SELECT v.a FROM v;

COMMIT;
