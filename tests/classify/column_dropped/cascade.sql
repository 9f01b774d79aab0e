-- expect: breaking ICMS223
-- finding: ICMS223 breaking | locks ACCESS EXCLUSIVE on public.offices | loses the column's values | running release fails
ALTER TABLE offices DROP COLUMN id CASCADE;
