-- expect: safe ICMS701
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS701 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
