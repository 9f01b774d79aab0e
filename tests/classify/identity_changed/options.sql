-- expect: risky ICMS241
-- finding: ICMS241 risky | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER TABLE orders ALTER COLUMN id SET INCREMENT BY 10;
