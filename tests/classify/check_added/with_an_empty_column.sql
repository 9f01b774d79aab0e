-- expect: risky ICMS213b
-- finding: ICMS201 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS213b risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | running release fails on new data
ALTER TABLE people ADD COLUMN grade integer CHECK (grade > 0);
