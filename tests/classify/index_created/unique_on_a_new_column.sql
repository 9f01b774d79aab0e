-- expect: safe ICMS403
-- lowered: the column is new and NULL everywhere
-- finding: ICMS201 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS403 safe | locks SHARE on public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN badge text;
CREATE UNIQUE INDEX ON people (badge);
