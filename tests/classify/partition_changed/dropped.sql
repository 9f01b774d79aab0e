-- expect: breaking ICMS807
-- finding: ICMS807 breaking | locks ACCESS EXCLUSIVE on public.events_2024, ACCESS EXCLUSIVE on public.events | loses all rows of the partition | running release fails
DROP TABLE events_2024;
