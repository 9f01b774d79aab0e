-- expect: risky ICMS218
-- lowered: the table has no rows
-- facts: people: no rows
-- finding: ICMS218 risky | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people DROP COLUMN phone;
