-- expect: breaking ICMS242
-- finding: ICMS242 breaking | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people ADD COLUMN IF NOT EXISTS phone integer;
