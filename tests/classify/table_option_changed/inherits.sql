-- expect: risky ICMS114
-- finding: ICMS114 risky | locks ACCESS EXCLUSIVE on public.log | running release works
ALTER TABLE log INHERIT cache;
