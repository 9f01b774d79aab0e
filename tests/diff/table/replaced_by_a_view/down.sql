BEGIN;

-- drop view public.names
DROP VIEW public.names;

-- drop view public.data
DROP VIEW public.data;

-- create table public.data
CREATE TABLE public.data (
    id   integer,
    name text
);

-- create view public.names
CREATE VIEW public.names AS
SELECT data.name FROM data;

-- drop table public.all_data
DROP TABLE public.all_data;

COMMIT;
