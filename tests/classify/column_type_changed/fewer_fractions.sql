-- expect: breaking ICMS262
-- finding: ICMS262 breaking | locks ACCESS EXCLUSIVE on public.orders | rewrites public.orders | scans public.orders | loses fractions of a second | running release works
ALTER TABLE orders ALTER COLUMN paid_at TYPE timestamp(0);
