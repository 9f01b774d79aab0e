-- expect: breaking ICMS808b
-- finding: ICMS808b breaking | fails with 0A000 | running release works
ALTER TABLE events ADD PRIMARY KEY (id);
