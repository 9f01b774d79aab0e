-- expect: risky ICMS803
-- finding: ICMS803 risky | locks ACCESS EXCLUSIVE on public.events_2023, SHARE UPDATE EXCLUSIVE on public.events | scans public.events_2023 | fails with 23514 | running release works
ALTER TABLE events ATTACH PARTITION events_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
