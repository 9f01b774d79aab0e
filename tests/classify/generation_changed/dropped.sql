-- expect: risky ICMS235
-- finding: ICMS235 risky | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER TABLE orders ALTER COLUMN total DROP EXPRESSION;
