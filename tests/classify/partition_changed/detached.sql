-- expect: breaking ICMS805
-- finding: ICMS805 breaking | locks ACCESS EXCLUSIVE on public.events_2024, ACCESS EXCLUSIVE on public.events | running release fails
-- finding: ICMS901 breaking | running release fails
ALTER TABLE events DETACH PARTITION events_2024;
