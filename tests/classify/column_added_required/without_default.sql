-- expect: risky ICMS205
-- finding: ICMS205 risky | locks ACCESS EXCLUSIVE on public.people | fails with 23502 | running release fails
ALTER TABLE people ADD COLUMN title text NOT NULL;
