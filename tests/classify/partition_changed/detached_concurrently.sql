-- expect: breaking ICMS806
-- finding: ICMS806 breaking | locks SHARE UPDATE EXCLUSIVE on public.events | running release fails
-- finding: ICMS901 breaking | running release fails
ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY;
