-- expect: risky ICMS607
-- finding: ICMS607 risky | locks ACCESS EXCLUSIVE on public.offices_seen | running release fails
ALTER VIEW offices_seen RENAME TO seen;
