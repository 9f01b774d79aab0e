-- expect: breaking ICMS305
ALTER TABLE people DROP CONSTRAINT people_pkey;
