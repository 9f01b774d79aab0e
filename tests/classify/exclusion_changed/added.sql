-- expect: risky ICMS324
-- finding: ICMS324 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | fails with 23P01 | running release fails on new data
ALTER TABLE people ADD CONSTRAINT one_office EXCLUDE USING btree (phone WITH =);
