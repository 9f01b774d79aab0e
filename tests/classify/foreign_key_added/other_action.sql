-- expect: breaking ICMS317
ALTER TABLE people DROP CONSTRAINT people_office_id_fkey;
ALTER TABLE people ADD CONSTRAINT people_office_id_fkey FOREIGN KEY (office_id) REFERENCES offices (id) ON DELETE CASCADE;
