-- expect: safe ICMS206
-- finding: ICMS206 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN active boolean NOT NULL DEFAULT true;
