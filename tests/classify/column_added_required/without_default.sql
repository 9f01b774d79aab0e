-- expect: risky ICMS205
ALTER TABLE people ADD COLUMN title text NOT NULL;
