-- expect: risky ICMS107
-- finding: ICMS107 risky | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people SET SCHEMA archive;
