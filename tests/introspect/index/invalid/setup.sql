CREATE TABLE t (a integer);
INSERT INTO t VALUES (1);
CREATE INDEX broken ON t (a);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass;
