-- expect: safe ICMS313
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS313 safe | locks SHARE ROW EXCLUSIVE on public.people | running release works
CREATE TABLE notes (id bigint PRIMARY KEY, person_id bigint);
ALTER TABLE notes ADD CONSTRAINT notes_person FOREIGN KEY (person_id) REFERENCES people (id);
