-- from 18
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE posts (author integer, editor integer REFERENCES users,
    CONSTRAINT loose FOREIGN KEY (author) REFERENCES users NOT ENFORCED, CONSTRAINT soft CHECK (author > 0) NOT ENFORCED);
