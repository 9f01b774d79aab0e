CREATE TABLE keeps (parent_id integer);
