-- expect: risky ICMS712
-- finding: ICMS712 risky | running release works
GRANT USAGE ON SCHEMA archive TO PUBLIC;
