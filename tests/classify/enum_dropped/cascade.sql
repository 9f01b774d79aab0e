-- expect: breaking ICMS511
-- finding: ICMS511 breaking | locks ACCESS EXCLUSIVE on public.people | loses every column of the type | running release fails
DROP TYPE mood CASCADE;
