-- expect: safe ICMS801
-- finding: ICMS801 safe | locks ACCESS EXCLUSIVE on public.events | running release works
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
