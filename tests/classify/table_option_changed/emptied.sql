-- expect: breaking ICMS115
-- finding: ICMS115 breaking | locks ACCESS EXCLUSIVE on public.log | loses all rows of the table | running release works
TRUNCATE log;
