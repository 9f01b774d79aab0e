-- from 18
CREATE TABLE t (a integer NOT NULL, b integer CONSTRAINT b_must NOT NULL, c integer, d integer);
ALTER TABLE t ADD CONSTRAINT t_c_not_null NOT NULL c NOT VALID;
ALTER TABLE t ADD NOT NULL d NO INHERIT;
CREATE TABLE renamed (x integer NOT NULL);
ALTER TABLE renamed RENAME COLUMN x TO y;
