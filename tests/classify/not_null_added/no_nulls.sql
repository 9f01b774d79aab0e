-- expect: risky ICMS225
-- lowered: no row is NULL
-- facts: people.phone: no nulls
-- finding: ICMS225 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | running release fails
ALTER TABLE people ALTER COLUMN phone SET NOT NULL;
