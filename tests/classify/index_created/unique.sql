-- expect: risky ICMS403
-- finding: ICMS403 risky | locks SHARE on public.people | scans public.people | fails with 23505 | running release fails on new data
CREATE UNIQUE INDEX ON people (phone);
