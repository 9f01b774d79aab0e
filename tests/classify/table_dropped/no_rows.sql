-- expect: breaking ICMS103
-- lowered: the table has no rows
-- facts: cache: no rows
-- finding: ICMS103 breaking | locks ACCESS EXCLUSIVE on public.cache | running release fails
DROP TABLE cache;
