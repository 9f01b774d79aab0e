CREATE TABLE a (x integer NOT NULL, y integer);
CREATE UNIQUE INDEX a_x_idx ON a (x) INCLUDE (y);
CREATE TABLE b (x integer REFERENCES a (x));
