-- from 14
CREATE TABLE users (id integer, name text);
CREATE FUNCTION name_of(integer) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT name FROM users WHERE id = $1; END;
CREATE FUNCTION one() RETURNS integer LANGUAGE sql RETURN 1;
