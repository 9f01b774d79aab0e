BEGIN;

-- drop table audit.Entry
DROP TABLE audit."Entry";

-- drop namespace audit
DROP SCHEMA audit;

COMMIT;
