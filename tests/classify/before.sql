-- The schema that every case runs on.
CREATE TYPE mood AS ENUM ('calm', 'busy');
CREATE TABLE offices (id bigint PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE people (
    id bigint PRIMARY KEY,
    office_id bigint REFERENCES offices (id),
    email varchar(200) NOT NULL,
    phone text,
    born date,
    height numeric(5, 2) CHECK (height > 0),
    mood mood NOT NULL DEFAULT 'calm'
);
CREATE INDEX people_email_idx ON people (email);
