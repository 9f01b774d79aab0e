BEGIN;

-- create extension pgcrypto
CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- drop extension citext
DROP EXTENSION citext;

COMMIT;
