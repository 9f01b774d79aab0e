-- expect: safe ICMS401
-- finding: ICMS401 safe | locks SHARE on public.people | scans public.people | running release works
CREATE INDEX ON people (born);
