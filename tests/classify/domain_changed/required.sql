-- expect: risky ICMS517
-- finding: ICMS517 risky | locks SHARE on public.orders | scans public.orders | fails with 23502 | running release fails on new data
ALTER DOMAIN positive SET NOT NULL;
