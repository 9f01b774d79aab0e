-- expect: breaking ICMS105
-- finding: ICMS105 breaking | locks ACCESS EXCLUSIVE on public.offices | loses all rows of the table | running release fails
DROP TABLE offices CASCADE;
