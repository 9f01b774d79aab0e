-- expect: safe ICMS841
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS841 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
UPDATE notes SET id = id + 1;
