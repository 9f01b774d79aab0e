-- expect: risky ICMS508
-- finding: ICMS508 risky | running release fails
ALTER DOMAIN positive RENAME TO natural_number;
