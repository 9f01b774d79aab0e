CREATE TABLE t (a integer, c text);
CREATE VIEW v AS SELECT t.a, t.c FROM t;
CREATE VIEW w AS SELECT v.a FROM v;
