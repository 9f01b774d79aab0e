-- expect: breaking ICMS330
-- finding: ICMS330 breaking | fails with 42804 | running release works
ALTER TABLE people ADD CONSTRAINT people_born FOREIGN KEY (born) REFERENCES offices (id);
