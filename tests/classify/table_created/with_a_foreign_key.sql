-- expect: safe ICMS102
-- finding: ICMS102 safe | locks SHARE ROW EXCLUSIVE on public.people | running release works
-- finding: ICMS401 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY, person_id bigint NOT NULL REFERENCES people (id));
CREATE INDEX ON notes (person_id);
