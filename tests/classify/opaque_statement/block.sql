-- expect: breaking ICMS901
DO $$ BEGIN EXECUTE 'drop table ' || 'people'; END $$;
