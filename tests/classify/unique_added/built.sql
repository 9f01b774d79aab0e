-- expect: risky ICMS308
-- finding: ICMS308 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | fails with 23505 | running release fails on new data
ALTER TABLE people ADD CONSTRAINT people_phone_key UNIQUE (phone);
