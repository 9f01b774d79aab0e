-- expect: safe ICMS201
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS201 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE notes ADD COLUMN body text;
