-- expect: safe ICMS225
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS225 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY, body text);
ALTER TABLE notes ALTER COLUMN body SET NOT NULL;
