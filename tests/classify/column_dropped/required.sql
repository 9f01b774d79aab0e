-- expect: risky ICMS219
ALTER TABLE people DROP COLUMN email;
