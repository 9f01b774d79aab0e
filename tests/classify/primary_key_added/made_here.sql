-- expect: safe ICMS301
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS301 safe | running release works
CREATE TABLE notes (id bigint);
ALTER TABLE notes ADD PRIMARY KEY (id);
