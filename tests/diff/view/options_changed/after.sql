CREATE TABLE t (a integer);
CREATE VIEW v WITH (security_invoker = true, check_option = local) AS SELECT t.a FROM t WHERE t.a > 0;
