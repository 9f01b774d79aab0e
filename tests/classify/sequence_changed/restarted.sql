-- expect: risky ICMS832
-- finding: ICMS832 risky | locks SHARE ROW EXCLUSIVE on public.tickets | running release works
ALTER SEQUENCE tickets RESTART WITH 1;
