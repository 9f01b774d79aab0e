-- expect: breaking ICMS259
ALTER TABLE people ALTER COLUMN height TYPE numeric(5, 1);
