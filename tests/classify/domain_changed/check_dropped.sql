-- expect: safe ICMS516
-- finding: ICMS516 safe | running release works
ALTER DOMAIN positive DROP CONSTRAINT positive_check;
