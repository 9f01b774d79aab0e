-- expect: safe ICMS413
-- finding: ICMS413 safe | locks SHARE on public.events | running release works
CREATE INDEX ON events (id);
