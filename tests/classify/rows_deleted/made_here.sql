-- expect: safe ICMS843
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS841 safe | running release works
-- finding: ICMS843 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
DELETE FROM notes;
