-- expect: safe ICMS253
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS253 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY, body varchar(80));
ALTER TABLE notes ALTER COLUMN body TYPE varchar(20);
