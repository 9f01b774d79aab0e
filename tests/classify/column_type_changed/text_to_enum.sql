-- expect: breaking ICMS266
-- finding: ICMS266 breaking | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | fails with 22P02 | running release fails
ALTER TABLE people ALTER COLUMN phone TYPE mood USING phone::mood;
