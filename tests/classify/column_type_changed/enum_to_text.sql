-- expect: risky ICMS267
-- finding: ICMS267 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release fails on new data
ALTER TABLE people ALTER COLUMN mood TYPE text;
