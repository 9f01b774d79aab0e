-- expect: risky
-- finding: ICMS255 risky | locks ACCESS EXCLUSIVE on public.orders | rewrites public.orders | scans public.orders | running release works
ALTER TABLE orders ALTER COLUMN tags TYPE varchar(20)[];
