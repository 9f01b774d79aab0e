-- expect: safe ICMS403
ALTER TABLE people ADD COLUMN badge text;
CREATE UNIQUE INDEX ON people (badge);
