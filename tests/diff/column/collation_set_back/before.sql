CREATE TABLE t (name text COLLATE "C" NOT NULL);
CREATE INDEX t_name_idx ON t (name);
