CREATE TABLE a (x integer, y integer, PRIMARY KEY (x, y));
CREATE TABLE b (x integer, y integer);
ALTER TABLE b ADD CONSTRAINT b_fk FOREIGN KEY (x, y) REFERENCES a NOT VALID;
CREATE TABLE c (x integer, y integer, CONSTRAINT c_fk FOREIGN KEY (x, y) REFERENCES a);
CREATE TABLE d (x integer, y integer);
