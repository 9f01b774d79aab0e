-- expect: breaking ICMS808
-- finding: ICMS808 breaking | locks ACCESS EXCLUSIVE on public.events | scans public.events | fails with 23505 | running release works
ALTER TABLE events ADD PRIMARY KEY (id, at);
