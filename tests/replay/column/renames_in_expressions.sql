CREATE TABLE t (a int, b text, c int GENERATED ALWAYS AS (a * 2) STORED, CHECK (a > 0 AND length(b) > a), "select" int);
CREATE INDEX ON t (lower(b), (a + 1)) WHERE b <> 'b' AND a > 1;
ALTER TABLE t RENAME a TO "A a";
ALTER TABLE t RENAME COLUMN b TO "order";
ALTER TABLE t RENAME "select" TO selected;
