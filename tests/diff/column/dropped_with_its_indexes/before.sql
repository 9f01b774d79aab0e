CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, c integer, UNIQUE (a, b), CHECK (c > 0));
CREATE INDEX t_a_idx ON t (a);
CREATE INDEX t_part_idx ON t (b) WHERE c IS NOT NULL;
CREATE TABLE u (id integer PRIMARY KEY, t_id integer REFERENCES t);
