CREATE TABLE t (code integer NOT NULL, CONSTRAINT t_code_check CHECK (code > 0));
