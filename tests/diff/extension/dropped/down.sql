BEGIN;

-- create extension citext
CREATE EXTENSION IF NOT EXISTS citext;

-- drop extension pgcrypto
DROP EXTENSION pgcrypto;

COMMIT;
