-- expect: breaking ICMS329
-- finding: ICMS329 breaking | fails with 42830 | running release works
ALTER TABLE people ADD CONSTRAINT people_by_name FOREIGN KEY (phone) REFERENCES offices (name);
