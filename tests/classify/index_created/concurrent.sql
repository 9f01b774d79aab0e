-- expect: safe ICMS402
-- finding: ICMS402 safe | locks SHARE UPDATE EXCLUSIVE on public.people | scans public.people | running release works
CREATE INDEX CONCURRENTLY people_born_idx ON people (born);
