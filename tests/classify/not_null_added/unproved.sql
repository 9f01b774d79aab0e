-- expect: risky ICMS225
ALTER TABLE people ALTER COLUMN phone SET NOT NULL;
