-- expect: breaking ICMS301
-- finding: ICMS301 breaking | locks ACCESS EXCLUSIVE on public.log | scans public.log | fails with 23505 | running release fails
ALTER TABLE log ADD PRIMARY KEY (id);
