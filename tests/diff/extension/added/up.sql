BEGIN;

-- create extension citext
CREATE EXTENSION IF NOT EXISTS citext;

-- add column public.User.email
ALTER TABLE public."User" ADD COLUMN email public.citext NOT NULL;

COMMIT;
