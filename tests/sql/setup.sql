CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');
CREATE DOMAIN email_address AS text;
CREATE DOMAIN short_code AS varchar(5);
CREATE SEQUENCE s;
CREATE SEQUENCE "Mixed Seq";
CREATE FUNCTION my_func(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
