-- expect: safe ICMS217
-- finding: ICMS217 safe | locks ACCESS EXCLUSIVE on public.people | running release fails on new data
ALTER TABLE people ADD COLUMN extra json;
