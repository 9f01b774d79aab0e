-- expect: risky ICMS214
-- finding: ICMS201 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS214 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN badge text UNIQUE;
