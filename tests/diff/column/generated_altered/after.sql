CREATE TABLE t (a integer, b integer, c integer GENERATED ALWAYS AS (a - b) STORED, d integer);
CREATE INDEX t_c_idx ON t (c);
CREATE VIEW t_sums AS SELECT t.c FROM t;
