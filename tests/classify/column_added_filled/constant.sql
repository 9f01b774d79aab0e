-- expect: safe ICMS202
-- finding: ICMS202 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN active boolean DEFAULT true;
