-- expect: safe ICMS704
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS704 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE POLICY notes_all ON notes USING (true);
