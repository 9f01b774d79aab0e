-- expect: safe ICMS211
-- lowered: the table has no rows
-- facts: people: no rows
-- finding: ICMS211 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN age positive;
