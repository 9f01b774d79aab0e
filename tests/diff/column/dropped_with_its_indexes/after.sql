CREATE TABLE t (id integer PRIMARY KEY, b integer);
CREATE TABLE u (id integer PRIMARY KEY);
