-- expect: risky ICMS707
-- finding: ICMS707 risky | running release works
GRANT SELECT ON people TO PUBLIC;
