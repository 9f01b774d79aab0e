-- expect: safe ICMS523
-- lowered: no column has the type
-- finding: ICMS523 safe | running release works
ALTER TYPE lonely_pair ALTER ATTRIBUTE a TYPE bigint;
