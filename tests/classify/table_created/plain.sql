-- expect: safe ICMS101
-- finding: ICMS101 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
