-- expect: risky ICMS279
-- finding: ICMS279 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | fails with 23505 | running release fails on new data
ALTER TABLE people ALTER COLUMN phone TYPE citext;
