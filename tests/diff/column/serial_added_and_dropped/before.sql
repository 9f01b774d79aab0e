CREATE TABLE t (name text, old bigserial);
