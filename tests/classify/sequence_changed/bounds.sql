-- expect: risky ICMS834b
-- finding: ICMS834b risky | locks SHARE ROW EXCLUSIVE on public.tickets | fails with 22023 | running release fails on new data
ALTER SEQUENCE tickets MAXVALUE 1000;
