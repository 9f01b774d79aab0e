CREATE TABLE a (id integer NOT NULL UNIQUE, code text PRIMARY KEY);
CREATE TABLE b (a_id integer REFERENCES a (id));
