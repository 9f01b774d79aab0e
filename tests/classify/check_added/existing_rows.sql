-- expect: risky ICMS320
-- finding: ICMS320 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | fails with 23514 | running release fails on new data
ALTER TABLE people ADD CONSTRAINT phone_long CHECK (length(phone) > 3);
