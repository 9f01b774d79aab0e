-- expect: risky ICMS218
-- lowered: every value is NULL
-- facts: people.phone: no values
-- finding: ICMS218 risky | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people DROP COLUMN phone;
