-- expect: safe ICMS106
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS106 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE notes RENAME TO remarks;
