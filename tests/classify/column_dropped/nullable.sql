-- expect: risky ICMS218
ALTER TABLE people DROP COLUMN phone;
