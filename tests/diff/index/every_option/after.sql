CREATE TABLE t (a text, b text, c jsonb);
CREATE INDEX t_a_idx ON t (lower(a) DESC NULLS LAST, b text_pattern_ops) INCLUDE (a) WHERE b IS NOT NULL;
CREATE INDEX t_b_idx ON t (b) WITH (fillfactor = 70);
CREATE INDEX t_c_idx ON t USING gin (c jsonb_path_ops);
CREATE UNIQUE INDEX t_u_idx ON t ((a || b)) NULLS NOT DISTINCT;
COMMENT ON INDEX t_c_idx IS 'for @>';
