-- expect: breaking ICMS261
-- finding: ICMS261 breaking | locks ACCESS EXCLUSIVE on public.customers | rewrites public.customers | scans public.customers | loses the meaning of values unless the session runs in UTC | running release fails on new data
ALTER TABLE customers ALTER COLUMN joined TYPE timestamptz;
