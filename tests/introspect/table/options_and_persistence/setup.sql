CREATE TABLE plain (id integer);
COMMENT ON TABLE plain IS 'it''s plain';
CREATE UNLOGGED TABLE fast (id integer);
CREATE TABLE tuned (id integer, body text)
    WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
CREATE TABLE nothing ();
