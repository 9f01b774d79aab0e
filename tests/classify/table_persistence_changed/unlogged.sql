-- expect: breaking ICMS108
-- finding: ICMS108 breaking | locks ACCESS EXCLUSIVE on public.log | rewrites public.log | scans public.log | loses all rows after a crash | running release works
ALTER TABLE log SET UNLOGGED;
