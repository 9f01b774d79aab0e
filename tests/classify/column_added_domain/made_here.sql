-- expect: safe ICMS211
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS211 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE notes ADD COLUMN age positive;
