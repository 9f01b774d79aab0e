-- expect: breaking ICMS259
-- finding: ICMS259 breaking | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | loses digits behind the new scale | running release works
ALTER TABLE people ALTER COLUMN height TYPE numeric(5, 1);
