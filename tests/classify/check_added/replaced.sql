-- expect: risky ICMS327
-- finding: ICMS323 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS327 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | fails with 23514 | running release fails on new data
ALTER TABLE people DROP CONSTRAINT people_height_check;
ALTER TABLE people ADD CONSTRAINT people_height_check CHECK (height > 1);
