BEGIN;

-- drop view public.names
DROP VIEW public.names;

-- create table public.all_data
CREATE TABLE public.all_data (
    id   integer,
    name text
);

-- drop table public.data
DROP TABLE public.data;

-- create view public.data
CREATE VIEW public.data AS
SELECT all_data.id, all_data.name FROM all_data;

-- create view public.names
CREATE VIEW public.names AS
SELECT data.name FROM data;

COMMIT;
