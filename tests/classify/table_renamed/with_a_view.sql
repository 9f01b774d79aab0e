-- expect: safe ICMS106b
BEGIN;
ALTER TABLE people RENAME TO persons;
CREATE VIEW people AS SELECT * FROM persons;
COMMIT;
