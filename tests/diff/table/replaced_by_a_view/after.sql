CREATE TABLE all_data (id integer, name text);
CREATE VIEW data AS SELECT all_data.id, all_data.name FROM all_data;
CREATE VIEW names AS SELECT data.name FROM data;
