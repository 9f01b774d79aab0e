-- expect: breaking ICMS810
-- finding: ICMS810 breaking | locks ACCESS EXCLUSIVE on public.events_2023, SHARE UPDATE EXCLUSIVE on public.events | running release fails
ALTER TABLE events ATTACH PARTITION events_2023 DEFAULT;
