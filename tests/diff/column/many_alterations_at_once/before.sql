CREATE TABLE t (a integer, b text NOT NULL, c integer DEFAULT 1, d boolean, CONSTRAINT old_check CHECK (a > 0));
