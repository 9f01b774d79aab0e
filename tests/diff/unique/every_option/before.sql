CREATE TABLE a (x integer, y integer, z integer);
