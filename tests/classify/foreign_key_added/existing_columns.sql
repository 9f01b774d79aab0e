-- expect: breaking ICMS313
-- finding: ICMS313 breaking | locks SHARE ROW EXCLUSIVE on public.people, SHARE ROW EXCLUSIVE on public.offices | scans public.offices | fails with 23503 | running release fails on new data
ALTER TABLE offices ADD CONSTRAINT head FOREIGN KEY (id) REFERENCES people (id);
