-- expect: safe ICMS112
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS112 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE notes OWNER TO postgres;
