CREATE TABLE t (name text, id smallserial, n integer NOT NULL);
CREATE SEQUENCE t_n OWNED BY t.n;
ALTER TABLE t ALTER n SET DEFAULT nextval('t_n');
