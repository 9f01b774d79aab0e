CREATE SCHEMA fresh;
COMMENT ON SCHEMA fresh IS 'the new one';
CREATE TABLE t (kind text);
