-- expect: safe ICMS518
-- finding: ICMS518 safe | running release fails on new data
ALTER DOMAIN positive DROP NOT NULL;
