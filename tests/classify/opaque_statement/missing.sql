-- expect: breaking ICMS901
-- finding: ICMS901 breaking | running release fails
ALTER TABLE nobody ADD COLUMN a integer;
