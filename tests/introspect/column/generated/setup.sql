CREATE TABLE t (price numeric, tax numeric, total numeric GENERATED ALWAYS AS (price * (1 + tax)) STORED);
