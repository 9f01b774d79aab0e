-- expect: risky ICMS710
-- finding: ICMS710 risky | running release works
GRANT SELECT (email) ON people TO PUBLIC;
