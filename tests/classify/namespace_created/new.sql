-- expect: safe ICMS821
-- finding: ICMS821 safe | running release works
CREATE SCHEMA reports;
