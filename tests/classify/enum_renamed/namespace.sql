-- expect: risky ICMS524
-- finding: ICMS524 risky | running release fails
ALTER TYPE mood SET SCHEMA archive;
