CREATE TABLE t (a integer, b integer);
CREATE VIEW v AS SELECT t.a FROM t;
CREATE VIEW w AS SELECT v.a FROM v;
