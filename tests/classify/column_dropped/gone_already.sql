-- expect: safe
ALTER TABLE people DROP COLUMN IF EXISTS nickname;
