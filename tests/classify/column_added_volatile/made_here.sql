-- expect: safe ICMS204
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS204 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE notes ADD COLUMN token uuid DEFAULT gen_random_uuid();
