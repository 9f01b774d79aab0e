-- expect: safe ICMS212b
-- finding: ICMS212b safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN motto label DEFAULT 'none';
