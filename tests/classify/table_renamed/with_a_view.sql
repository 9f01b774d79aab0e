-- expect: safe ICMS106b
-- finding: ICMS106b safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS601 safe | running release works
BEGIN;
ALTER TABLE people RENAME TO persons;
CREATE VIEW people AS SELECT * FROM persons;
COMMIT;
