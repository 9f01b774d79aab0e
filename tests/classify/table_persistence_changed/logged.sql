-- expect: risky ICMS109
-- finding: ICMS109 risky | locks ACCESS EXCLUSIVE on public.cache | rewrites public.cache | scans public.cache | running release works
ALTER TABLE cache SET LOGGED;
