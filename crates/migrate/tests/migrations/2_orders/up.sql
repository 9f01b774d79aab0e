CREATE TABLE orders (id bigint PRIMARY KEY, person bigint NOT NULL REFERENCES people (id));
