-- expect: breaking ICMS824
-- finding: ICMS824 breaking | running release fails
ALTER SCHEMA archive RENAME TO old;
