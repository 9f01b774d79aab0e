BEGIN;

-- drop view public.t_sums
DROP VIEW public.t_sums;

-- drop index public.t.t_c_idx
DROP INDEX public.t_c_idx;

-- alter table public.t
ALTER TABLE public.t
    ALTER COLUMN d DROP EXPRESSION,
    DROP COLUMN c,
    ADD COLUMN c integer GENERATED ALWAYS AS (a - b) STORED;

-- create index public.t.t_c_idx
CREATE INDEX t_c_idx ON public.t (c);

-- create view public.t_sums
CREATE VIEW public.t_sums AS
SELECT t.c FROM t;

COMMIT;
