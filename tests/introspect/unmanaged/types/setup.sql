CREATE TYPE level AS ENUM ('low', 'high');
CREATE FUNCTION valid(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE DOMAIN email AS varchar(100) DEFAULT 'x' NOT NULL CONSTRAINT at_sign CHECK (VALUE ~ '@') CHECK (valid(VALUE));
CREATE DOMAIN graded AS level;
CREATE TYPE pair AS (a integer, b level);
CREATE TYPE float_range AS RANGE (SUBTYPE = double precision);
