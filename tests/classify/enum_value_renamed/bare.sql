-- expect: risky ICMS505
-- finding: ICMS505 risky | running release fails
ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet';
