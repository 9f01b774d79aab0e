CREATE TABLE t (code text NOT NULL, CONSTRAINT t_code_check CHECK (code <> ''));
