-- expect: breaking ICMS103
-- finding: ICMS103 breaking | locks ACCESS EXCLUSIVE on public.cache | loses all rows of the table | running release fails
DROP TABLE cache;
