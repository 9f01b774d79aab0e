-- from 18
CREATE TABLE t (price numeric, total numeric GENERATED ALWAYS AS (price * 2),
    kept numeric GENERATED ALWAYS AS (price * 3) STORED);
