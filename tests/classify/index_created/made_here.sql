-- expect: safe ICMS401
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS401 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY, body text);
CREATE INDEX ON notes (body);
