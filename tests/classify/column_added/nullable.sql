-- expect: safe ICMS201
ALTER TABLE people ADD COLUMN nickname text;
