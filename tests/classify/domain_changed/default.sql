-- expect: safe ICMS519
-- finding: ICMS519 safe | running release works
ALTER DOMAIN positive SET DEFAULT 1;
