-- expect: safe ICMS320
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS320 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY, body text);
ALTER TABLE notes ADD CONSTRAINT notes_body CHECK (body <> '');
