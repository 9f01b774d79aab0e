-- expect: safe ICMS405
-- finding: ICMS405 safe | locks SHARE on public.people | scans public.people | running release works
CREATE INDEX ON people (lower(phone));
