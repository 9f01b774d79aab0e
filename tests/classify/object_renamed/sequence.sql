-- expect: risky ICMS838
-- finding: ICMS838 risky | locks ACCESS EXCLUSIVE on public.spare_numbers | running release fails
ALTER SEQUENCE spare_numbers RENAME TO numbers;
