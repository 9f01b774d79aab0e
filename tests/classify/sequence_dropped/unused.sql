-- expect: breaking ICMS830
-- finding: ICMS830 breaking | locks ACCESS EXCLUSIVE on public.spare_numbers | loses where the sequence stood | running release fails
DROP SEQUENCE spare_numbers;
