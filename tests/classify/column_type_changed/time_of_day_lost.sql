-- expect: breaking ICMS263
-- finding: ICMS263 breaking | locks ACCESS EXCLUSIVE on public.customers | rewrites public.customers | scans public.customers | loses the time of day of every value | running release works
ALTER TABLE customers ALTER COLUMN joined TYPE date;
