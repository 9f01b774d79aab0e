CREATE TABLE a (id integer PRIMARY KEY, code text NOT NULL);
CREATE TABLE b (a_id integer REFERENCES a (id));
