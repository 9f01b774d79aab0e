-- expect: safe ICMS521
-- finding: ICMS521 safe | running release works
CREATE TYPE span AS (first integer, last integer);
