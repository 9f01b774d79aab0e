CREATE TABLE a (id integer NOT NULL, CONSTRAINT a_id_key UNIQUE (id));
CREATE TABLE b (a_id integer REFERENCES a (id));
