CREATE TABLE t (a integer, b integer);
CREATE VIEW v AS SELECT t.a, t.b FROM t;
CREATE VIEW w AS SELECT v.a FROM v;
