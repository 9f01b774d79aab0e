BEGIN;

-- drop view public.item_code_short
DROP VIEW public.item_code_short;

-- drop view public.item_count
DROP MATERIALIZED VIEW public.item_count;

-- drop view public.item_code
DROP VIEW public.item_code;

-- change the type of column public.item.code
ALTER TABLE public.item ALTER COLUMN code TYPE varchar(10);

-- create view public.item_code
CREATE VIEW public.item_code AS
SELECT item.id, item.code FROM item;
COMMENT ON VIEW public.item_code IS 'for the search';

-- create view public.item_code_short
CREATE VIEW public.item_code_short AS
SELECT item_code.id FROM item_code;

-- create view public.item_count
CREATE MATERIALIZED VIEW public.item_count AS
SELECT item_code.code, count(*) AS n FROM item_code GROUP BY item_code.code;
CREATE UNIQUE INDEX item_count_code_idx ON public.item_count (code);

COMMIT;
