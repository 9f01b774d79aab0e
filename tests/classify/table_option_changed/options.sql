-- expect: safe ICMS110
-- finding: ICMS110 safe | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
ALTER TABLE people SET (fillfactor = 80);
