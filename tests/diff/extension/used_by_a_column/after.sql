CREATE SCHEMA extensions;
CREATE EXTENSION citext WITH SCHEMA extensions;
CREATE TABLE t (name extensions.citext);
CREATE TABLE u (mail extensions.citext NOT NULL);
