CREATE TABLE t (a bigint NOT NULL, b text, c integer DEFAULT 2, e text NOT NULL DEFAULT 'x', CONSTRAINT new_check CHECK (a > 1), PRIMARY KEY (a));
