-- expect: risky ICMS508
-- finding: ICMS508 risky | running release fails
ALTER TYPE mood RENAME TO temper;
