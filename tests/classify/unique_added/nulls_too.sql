-- expect: risky ICMS312
-- finding: ICMS312 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | fails with 23505 | running release fails on new data
ALTER TABLE people ADD CONSTRAINT people_phone_key UNIQUE NULLS NOT DISTINCT (phone);
