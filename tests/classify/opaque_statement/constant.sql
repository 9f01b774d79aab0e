-- expect: breaking ICMS901
-- finding: ICMS901 breaking | running release fails
-- finding: ICMS218 risky | locks ACCESS EXCLUSIVE on public.people | loses the column's values | running release fails
DO $$ BEGIN EXECUTE 'alter table people drop column phone'; END $$;
