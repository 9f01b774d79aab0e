-- expect: safe ICMS215
ALTER TABLE people ADD COLUMN boss_id bigint;
ALTER TABLE people ADD CONSTRAINT people_boss FOREIGN KEY (boss_id) REFERENCES people (id);
