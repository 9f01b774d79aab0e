-- expect: risky ICMS233
-- finding: ICMS233 risky | locks ACCESS EXCLUSIVE on public.orders | running release fails
ALTER TABLE orders ALTER COLUMN id SET GENERATED ALWAYS;
