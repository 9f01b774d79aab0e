-- from 14
-- needs pg_trgm
CREATE EXTENSION pg_trgm VERSION '1.6';
CREATE TABLE t (a text, b text);
CREATE INDEX alike ON t USING gist (b gist_trgm_ops, a gist_trgm_ops (siglen = 32));
CREATE INDEX words ON t USING gin (a gin_trgm_ops);
