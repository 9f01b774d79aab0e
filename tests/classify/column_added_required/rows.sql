-- expect: breaking ICMS205
-- lowered: the table has rows, so it fails for certain
-- facts: people: rows
-- finding: ICMS205 breaking | locks ACCESS EXCLUSIVE on public.people | fails with 23502 | running release fails
ALTER TABLE people ADD COLUMN title text NOT NULL;
