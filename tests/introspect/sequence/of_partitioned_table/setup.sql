CREATE TABLE events (id serial, at date) PARTITION BY RANGE (at);
