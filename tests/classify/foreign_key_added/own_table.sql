-- expect: breaking ICMS328
-- finding: ICMS328 breaking | locks SHARE ROW EXCLUSIVE on public.people, SHARE ROW EXCLUSIVE on public.people | scans public.people | fails with 23503 | running release fails on new data
ALTER TABLE people ADD CONSTRAINT people_self FOREIGN KEY (office_id) REFERENCES people (id);
