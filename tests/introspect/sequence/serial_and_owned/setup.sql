CREATE TABLE users (id serial PRIMARY KEY, small smallserial, big bigserial, other integer);
CREATE SEQUENCE moved OWNED BY users.other;
CREATE SEQUENCE shared;
CREATE TABLE a (id bigint DEFAULT nextval('shared'));
CREATE TABLE b (id bigint DEFAULT nextval('shared') + 1, late bigint DEFAULT nextval('shared'::text));
ALTER SEQUENCE users_big_seq RENAME TO "Big One";
