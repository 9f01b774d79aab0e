BEGIN;

-- create namespace extensions
CREATE SCHEMA extensions;

-- create extension citext
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA extensions;

-- create table public.u
CREATE TABLE public.u (
    mail extensions.citext NOT NULL
);

-- change the type of column public.t.name
ALTER TABLE public.t ALTER COLUMN name TYPE extensions.citext USING name::extensions.citext;

COMMIT;
