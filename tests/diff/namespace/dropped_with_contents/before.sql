CREATE SCHEMA old;
CREATE TYPE old.kind AS ENUM ('a', 'b');
CREATE TABLE old.t (id serial PRIMARY KEY, kind old.kind);
CREATE TABLE t (kind old.kind);
