BEGIN;

-- create function public.first_rank()
CREATE FUNCTION public.first_rank() RETURNS integer LANGUAGE plpgsql AS $$ begin return (select max(rank) from account); end $$;

-- create table public.account
CREATE TABLE public.account (
    id    integer NOT NULL,
    owner integer,
    rank  integer DEFAULT first_rank(),
    CONSTRAINT account_pkey PRIMARY KEY (id)
);

-- create function public.is_new(public.account)
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.is_new(account) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1.rank > 0 $$;

-- add check public.account.account_is_new
ALTER TABLE public.account ADD CONSTRAINT account_is_new CHECK (is_new(account.*)) NOT VALID;

COMMIT;
