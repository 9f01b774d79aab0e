-- expect: risky ICMS275
-- finding: ICMS275 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | running release works
ALTER TABLE people ALTER COLUMN email TYPE varchar(200) COLLATE "C";
