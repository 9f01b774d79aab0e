CREATE TABLE t (
    a integer NOT NULL DEFAULT 0,
    b text DEFAULT '7',
    c text,
    d varchar(20) DEFAULT 'x',
    e date,
    f numeric(10,2) NOT NULL DEFAULT 1.5
);
