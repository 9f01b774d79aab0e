-- expect: safe ICMS203
-- finding: ICMS203 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN seen timestamptz DEFAULT now();
