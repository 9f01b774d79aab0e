CREATE TABLE t (id integer PRIMARY KEY) WITH (fillfactor = 80, autovacuum_enabled = false);
