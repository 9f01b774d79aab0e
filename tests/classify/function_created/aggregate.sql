-- expect: safe ICMS613
-- finding: ICMS613 safe | running release works
CREATE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric);
