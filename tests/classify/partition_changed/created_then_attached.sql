-- expect: safe ICMS813
-- finding: ICMS101 safe | running release works
-- finding: ICMS813 safe | locks SHARE UPDATE EXCLUSIVE on public.events | running release works
CREATE TABLE events_2025 (id bigint NOT NULL, at date NOT NULL, body text);
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
