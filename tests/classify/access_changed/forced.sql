-- expect: breaking ICMS703
-- finding: ICMS703 breaking | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people FORCE ROW LEVEL SECURITY;
