-- expect: breaking ICMS701
-- finding: ICMS701 breaking | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
