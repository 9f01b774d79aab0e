-- from 13
-- needs citext
CREATE SCHEMA extensions;
CREATE EXTENSION citext SCHEMA extensions VERSION '1.6';
CREATE TABLE users (email extensions.citext NOT NULL, emails extensions.citext[]);
CREATE VIEW found AS SELECT extensions.regexp_match(email, 'a') AS matched FROM users;
