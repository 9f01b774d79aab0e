-- expect: safe ICMS308
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS308 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY, slug text);
ALTER TABLE notes ADD UNIQUE (slug);
