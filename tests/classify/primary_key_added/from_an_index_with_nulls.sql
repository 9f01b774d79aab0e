-- expect: breaking ICMS303
-- finding: ICMS303 breaking | locks ACCESS EXCLUSIVE on public.log | scans public.log | fails with 23502 | running release fails
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_line_idx;
