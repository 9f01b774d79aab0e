-- expect: risky ICMS106
-- finding: ICMS106 risky | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people RENAME TO persons;
