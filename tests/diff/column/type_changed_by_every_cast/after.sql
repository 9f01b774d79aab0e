CREATE TABLE t (
    a bigint NOT NULL DEFAULT 0,
    b integer DEFAULT 7,
    c text[],
    d text DEFAULT 'x',
    e integer,
    f numeric(12,4) NOT NULL DEFAULT 1.5
);
