-- expect: breaking ICMS253
ALTER TABLE people ALTER COLUMN email TYPE varchar(20);
