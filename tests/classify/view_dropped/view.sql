-- expect: risky ICMS605
-- finding: ICMS605 risky | locks ACCESS EXCLUSIVE on public.offices_seen | running release fails
DROP VIEW offices_seen;
