-- expect: risky ICMS828
-- finding: ICMS828 risky | running release works
ALTER EXTENSION citext UPDATE;
