CREATE TYPE kind AS ENUM ('a');
CREATE TABLE parent (id serial PRIMARY KEY);
COMMENT ON TABLE parent IS 'x';
CREATE TABLE child (id integer GENERATED ALWAYS AS IDENTITY, kind kind, parent_id integer REFERENCES parent);
CREATE INDEX child_kind_idx ON child (kind);
CREATE TABLE keeps (parent_id integer REFERENCES parent);
CREATE VIEW both_of_them AS SELECT child.id, parent.id AS parent_id FROM child JOIN parent ON parent.id = child.parent_id;
