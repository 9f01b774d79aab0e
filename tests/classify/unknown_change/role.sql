-- expect: breaking ICMS902
-- finding: ICMS902 breaking | running release fails
ALTER ROLE reporting CONNECTION LIMIT 5;
