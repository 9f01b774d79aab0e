-- expect: risky ICMS406
-- finding: ICMS406 risky | locks ACCESS EXCLUSIVE on public.people | running release works
DROP INDEX people_email_idx;
