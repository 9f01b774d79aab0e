-- expect: risky ICMS321
-- finding: ICMS321 risky | locks ACCESS EXCLUSIVE on public.people | running release fails on new data
ALTER TABLE people ADD CONSTRAINT phone_long CHECK (length(phone) > 3) NOT VALID;
