-- expect: risky ICMS210
-- finding: ICMS210 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | fails with 22003 | running release works
ALTER TABLE people ADD COLUMN tall numeric GENERATED ALWAYS AS (height * 2) STORED;
