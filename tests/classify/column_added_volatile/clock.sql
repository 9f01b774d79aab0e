-- expect: risky ICMS204b
-- finding: ICMS204b risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN written timestamptz DEFAULT clock_timestamp();
