-- expect: safe ICMS825
-- finding: ICMS825 safe | running release works
CREATE EXTENSION pg_trgm;
