-- expect: safe ICMS414
-- finding: ICMS414 safe | locks SHARE on public.events | running release works
CREATE INDEX events_id_idx ON ONLY events (id);
