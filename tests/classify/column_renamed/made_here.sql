-- expect: safe ICMS224
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS224 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY, body text);
ALTER TABLE notes RENAME COLUMN body TO content;
