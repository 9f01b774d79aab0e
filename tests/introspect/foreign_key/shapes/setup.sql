CREATE TABLE users (id integer PRIMARY KEY, a integer, b integer, UNIQUE (a, b));
CREATE TABLE posts (
    id integer PRIMARY KEY,
    author integer REFERENCES users,
    editor integer CONSTRAINT edited REFERENCES users (id) ON DELETE CASCADE ON UPDATE SET NULL,
    reader integer DEFAULT 1 REFERENCES users ON DELETE SET DEFAULT ON UPDATE RESTRICT,
    x integer, y integer,
    parent integer REFERENCES posts DEFERRABLE INITIALLY DEFERRED,
    other integer REFERENCES posts DEFERRABLE,
    CONSTRAINT swapped FOREIGN KEY (y, x) REFERENCES users (b, a) MATCH FULL
);
ALTER TABLE posts ADD CONSTRAINT later FOREIGN KEY (x) REFERENCES users NOT VALID;
COMMENT ON CONSTRAINT edited ON posts IS 'who edits';
