CREATE TABLE t (a text, b text, c jsonb);
CREATE INDEX t_a_idx ON t (a);
CREATE INDEX t_b_idx ON t (b) WITH (fillfactor = 90);
