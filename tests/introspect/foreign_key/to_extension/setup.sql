CREATE SCHEMA elsewhere;
CREATE TABLE elsewhere.spatial (code integer PRIMARY KEY, name text);
CREATE TABLE places (id integer PRIMARY KEY, code integer REFERENCES elsewhere.spatial);
-- as if an extension had made the table
INSERT INTO pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)
SELECT 'pg_class'::regclass, 'elsewhere.spatial'::regclass, 0, 'pg_extension'::regclass, e.oid, 0, 'e'
FROM pg_extension e WHERE e.extname = 'plpgsql';
