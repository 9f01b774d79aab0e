-- expect: safe ICMS501
-- finding: ICMS501 safe | running release works
CREATE TYPE heights AS RANGE (SUBTYPE = numeric);
