-- expect: risky ICMS404
-- finding: ICMS404 risky | locks SHARE UPDATE EXCLUSIVE on public.people | scans public.people | fails with 23505 | running release fails on new data
CREATE UNIQUE INDEX CONCURRENTLY people_phone_idx ON people (phone);
