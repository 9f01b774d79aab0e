-- expect: safe ICMS324
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS324 safe | running release works
CREATE TABLE slots (during tstzrange);
ALTER TABLE slots ADD CONSTRAINT slots_apart EXCLUDE USING gist (during WITH &&);
