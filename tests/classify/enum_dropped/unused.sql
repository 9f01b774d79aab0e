-- expect: risky ICMS510
-- finding: ICMS510 risky | running release fails
DROP TYPE shade;
