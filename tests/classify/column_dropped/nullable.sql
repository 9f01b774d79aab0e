-- expect: risky ICMS218
-- finding: ICMS218 risky | locks ACCESS EXCLUSIVE on public.people | loses the column's values | running release fails
ALTER TABLE people DROP COLUMN phone;
