BEGIN;

-- create namespace audit
CREATE SCHEMA audit;

-- create table audit.Entry
CREATE TABLE audit."Entry" (
    id bigserial,
    CONSTRAINT "Entry_pkey" PRIMARY KEY (id)
);

COMMIT;
