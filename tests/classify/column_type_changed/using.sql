-- expect: breaking ICMS265
-- finding: ICMS265 breaking | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | fails with 22P02 | running release fails
ALTER TABLE people ALTER COLUMN phone TYPE integer USING length(phone);
