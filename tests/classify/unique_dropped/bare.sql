-- expect: risky ICMS310
-- finding: ICMS310 risky | locks ACCESS EXCLUSIVE on public.customers | running release fails
ALTER TABLE customers DROP CONSTRAINT customers_handle_key;
