-- expect: safe ICMS216
-- finding: ICMS216 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN shade shade;
