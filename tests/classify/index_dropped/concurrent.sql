-- expect: risky ICMS407
-- finding: ICMS407 risky | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
DROP INDEX CONCURRENTLY people_email_idx;
