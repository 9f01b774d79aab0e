CREATE TABLE data (id integer, name text);
CREATE VIEW names AS SELECT data.name FROM data;
