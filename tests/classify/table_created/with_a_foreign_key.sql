-- expect: safe ICMS102
CREATE TABLE notes (id bigint PRIMARY KEY, person_id bigint NOT NULL REFERENCES people (id));
CREATE INDEX ON notes (person_id);
