-- expect: risky ICMS219
-- finding: ICMS219 risky | locks ACCESS EXCLUSIVE on public.people | loses the column's values | running release fails
ALTER TABLE people DROP COLUMN email;
