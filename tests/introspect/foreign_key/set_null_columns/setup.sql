-- from 15
CREATE TABLE users (tenant integer, id integer, PRIMARY KEY (tenant, id));
CREATE TABLE posts (tenant integer, author integer,
    FOREIGN KEY (tenant, author) REFERENCES users ON DELETE SET NULL (author));
