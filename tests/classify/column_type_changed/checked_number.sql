-- expect: risky ICMS277
ALTER TABLE people ALTER COLUMN height TYPE numeric(7, 2);
