-- namespaces shop
CREATE SCHEMA shop;
CREATE SCHEMA other;
CREATE TYPE other.level AS ENUM ('low', 'high');
CREATE TABLE other.users (id integer PRIMARY KEY, ignored integer, code text UNIQUE);
CREATE TABLE shop.orders (id integer PRIMARY KEY, level other.level, buyer integer REFERENCES other.users,
    code text REFERENCES other.users (code));
CREATE VIEW shop.buyers AS SELECT u.code FROM other.users u JOIN shop.orders o ON o.buyer = u.id;
CREATE TABLE public.elsewhere (id integer);
