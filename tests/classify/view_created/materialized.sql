-- expect: safe ICMS608
-- finding: ICMS608 safe | scans public.people | running release works
CREATE MATERIALIZED VIEW tall AS SELECT id FROM people WHERE height > 2;
