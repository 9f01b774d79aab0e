-- expect: risky ICMS278
-- finding: ICMS278 risky | locks ACCESS EXCLUSIVE on public.orders | scans public.orders | running release works
ALTER TABLE orders ALTER COLUMN remark TYPE varchar(80);
