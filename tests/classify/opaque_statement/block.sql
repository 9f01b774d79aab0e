-- expect: breaking ICMS901
-- finding: ICMS901 breaking | running release fails
DO $$ BEGIN EXECUTE 'drop table ' || 'people'; END $$;
