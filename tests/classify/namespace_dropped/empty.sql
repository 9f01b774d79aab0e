-- expect: risky ICMS822
-- finding: ICMS822 risky | running release works
DROP SCHEMA spare;
