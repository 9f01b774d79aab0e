-- expect: risky ICMS277
-- finding: ICMS277 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | running release works
ALTER TABLE people ALTER COLUMN height TYPE numeric(7, 2);
