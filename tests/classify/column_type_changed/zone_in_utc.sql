-- expect: risky ICMS260
-- finding: ICMS260 risky | locks ACCESS EXCLUSIVE on public.customers | running release fails on new data
SET timezone = 'UTC';
ALTER TABLE customers ALTER COLUMN joined TYPE timestamptz;
