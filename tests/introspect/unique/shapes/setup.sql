CREATE TABLE t (a integer UNIQUE, b integer, c integer, d integer, CONSTRAINT pair UNIQUE (c, b),
    CONSTRAINT late UNIQUE (d) INCLUDE (a) DEFERRABLE);
COMMENT ON CONSTRAINT pair ON t IS 'the two';
