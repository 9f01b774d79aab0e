CREATE TABLE a (
    x integer, y integer, z integer,
    CONSTRAINT a_late UNIQUE (x) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT a_some UNIQUE (y) INCLUDE (z),
    CONSTRAINT a_null UNIQUE NULLS NOT DISTINCT (z)
);
