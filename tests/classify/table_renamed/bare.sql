-- expect: risky ICMS106
ALTER TABLE people RENAME TO persons;
