-- expect: risky ICMS224
ALTER TABLE people RENAME COLUMN phone TO telephone;
