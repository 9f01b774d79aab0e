-- from 18
-- needs btree_gist
CREATE EXTENSION btree_gist VERSION '1.8';
CREATE TABLE rooms (id integer, during tsrange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE stays (room integer, during tsrange,
    FOREIGN KEY (room, PERIOD during) REFERENCES rooms (id, PERIOD during));
