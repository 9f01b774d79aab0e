-- expect: risky ICMS410
-- finding: ICMS410 risky | locks SHARE on public.people | scans public.people | running release works
REINDEX INDEX people_email_idx;
