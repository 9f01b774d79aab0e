-- expect: safe ICMS512
-- finding: ICMS512 safe | running release works
CREATE DOMAIN percent AS integer CHECK (VALUE BETWEEN 0 AND 100);
