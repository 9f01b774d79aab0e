-- expect: breaking ICMS901
DO $$ BEGIN EXECUTE 'alter table people drop column phone'; END $$;
