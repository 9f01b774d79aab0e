CREATE TABLE a (x integer NOT NULL);
CREATE UNIQUE INDEX a_x_idx ON a (x);
CREATE TABLE b (x integer REFERENCES a (x));
