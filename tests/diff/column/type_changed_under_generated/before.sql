CREATE TABLE t (first varchar(10), full_name text GENERATED ALWAYS AS (first || '!') STORED);
CREATE INDEX t_full_name_idx ON t (full_name);
