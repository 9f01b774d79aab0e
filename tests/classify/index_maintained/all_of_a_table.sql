-- expect: risky ICMS410b
-- finding: ICMS410b risky | locks SHARE on public.people | scans public.people | running release works
REINDEX TABLE people;
