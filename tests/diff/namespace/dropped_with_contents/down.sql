BEGIN;

-- create namespace old
CREATE SCHEMA old;

-- create enum old.kind
CREATE TYPE old.kind AS ENUM ('a', 'b');

-- create table old.t
CREATE TABLE old.t (
    id   serial,
    kind old.kind,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

-- change the type of column public.t.kind
ALTER TABLE public.t ALTER COLUMN kind TYPE old.kind USING kind::old.kind;

-- drop namespace fresh
DROP SCHEMA fresh;

COMMIT;
