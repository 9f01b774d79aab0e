-- expect: risky ICMS523c
-- finding: ICMS523c risky | running release fails on new data
ALTER TYPE address ADD ATTRIBUTE zip text;
