-- expect: risky ICMS513
-- finding: ICMS513 risky | locks SHARE on public.orders | scans public.orders | fails with 23514 | running release fails on new data
ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 1000);
