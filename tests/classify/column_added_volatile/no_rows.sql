-- expect: safe ICMS204
-- lowered: the table has no rows
-- facts: people: no rows
-- finding: ICMS204 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN token uuid DEFAULT gen_random_uuid();
