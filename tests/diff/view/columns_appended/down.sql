BEGIN;

-- drop view public.w
DROP VIEW public.w;

-- drop view public.v
DROP VIEW public.v;

-- alter table public.t
ALTER TABLE public.t
    DROP COLUMN c,
    ADD COLUMN b integer;

-- create view public.v
CREATE VIEW public.v AS
SELECT t.a FROM t;

-- create view public.w
CREATE VIEW public.w AS
SELECT v.a FROM v;

COMMIT;
