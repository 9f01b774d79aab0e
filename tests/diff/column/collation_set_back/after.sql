CREATE TABLE t (name text NOT NULL);
CREATE INDEX t_name_idx ON t (name);
