-- expect: risky ICMS839
-- finding: ICMS839 risky | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
CREATE PUBLICATION people_feed FOR TABLE people;
