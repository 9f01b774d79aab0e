-- expect: safe ICMS215
-- finding: ICMS201 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS215 safe | locks SHARE ROW EXCLUSIVE on public.people, SHARE ROW EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN boss_id bigint;
ALTER TABLE people ADD CONSTRAINT people_boss FOREIGN KEY (boss_id) REFERENCES people (id);
