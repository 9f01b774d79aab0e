-- expect: risky ICMS213
-- finding: ICMS202 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS213 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | running release fails on new data
ALTER TABLE people ADD COLUMN grade integer DEFAULT 1 CHECK (grade > 0);
