CREATE TABLE t (a integer);
CREATE VIEW v WITH (security_barrier = true) AS SELECT t.a FROM t WHERE t.a > 0;
