CREATE TABLE t (a integer CHECK (a > 0), b text, CONSTRAINT named CHECK (a < 10 OR b IS NOT NULL),
    CONSTRAINT alone CHECK (b <> '') NO INHERIT);
ALTER TABLE t ADD CONSTRAINT later CHECK (b IN ('x', 'y')) NOT VALID;
COMMENT ON CONSTRAINT named ON t IS 'small or named';
