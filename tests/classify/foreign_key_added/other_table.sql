-- expect: breaking ICMS318
-- finding: ICMS316 breaking | locks ACCESS EXCLUSIVE on public.people, ACCESS EXCLUSIVE on public.offices | running release works
-- finding: ICMS318 breaking | locks SHARE ROW EXCLUSIVE on public.people, SHARE ROW EXCLUSIVE on public.customers | scans public.people | fails with 23503 | running release fails on new data
ALTER TABLE people DROP CONSTRAINT people_office_id_fkey;
ALTER TABLE people ADD CONSTRAINT people_office_id_fkey FOREIGN KEY (office_id) REFERENCES customers (id);
