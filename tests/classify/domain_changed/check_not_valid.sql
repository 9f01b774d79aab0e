-- expect: risky ICMS514
-- finding: ICMS514 risky | running release fails on new data
ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 1000) NOT VALID;
