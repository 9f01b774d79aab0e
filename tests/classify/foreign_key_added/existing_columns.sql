-- expect: breaking ICMS313
ALTER TABLE offices ADD CONSTRAINT head FOREIGN KEY (id) REFERENCES people (id);
