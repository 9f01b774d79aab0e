-- expect: safe ICMS620
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS620 safe | running release works
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE TRIGGER notes_touch BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch();
