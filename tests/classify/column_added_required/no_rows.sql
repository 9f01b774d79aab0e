-- expect: risky ICMS205
-- lowered: the table has no rows
-- facts: people: no rows
-- finding: ICMS205 risky | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people ADD COLUMN title text NOT NULL;
