-- expect: safe ICMS809
-- finding: ICMS809 safe | locks ACCESS EXCLUSIVE on public.events | running release works
ALTER TABLE events ADD COLUMN kind text;
