-- expect: risky ICMS253
-- lowered: the table has no rows
-- facts: people: no rows
-- finding: ICMS253 risky | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ALTER COLUMN email TYPE varchar(20);
