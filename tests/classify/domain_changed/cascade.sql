-- expect: breaking ICMS526
-- finding: ICMS526 breaking | locks ACCESS EXCLUSIVE on public.orders | loses every column of the domain | running release fails
DROP DOMAIN positive CASCADE;
