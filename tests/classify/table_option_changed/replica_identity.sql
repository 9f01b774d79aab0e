-- expect: safe ICMS113
-- finding: ICMS113 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people REPLICA IDENTITY FULL;
