-- from 13
-- needs citext
CREATE EXTENSION citext VERSION '1.6';
COMMENT ON EXTENSION citext IS 'for e-mail addresses';
