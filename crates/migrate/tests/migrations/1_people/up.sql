BEGIN;
CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL);
INSERT INTO people VALUES (1, 'Sita');
COMMIT;
