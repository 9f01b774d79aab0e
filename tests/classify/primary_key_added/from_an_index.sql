-- expect: breaking ICMS302
-- finding: ICMS302 breaking | locks ACCESS EXCLUSIVE on public.log | running release fails
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_id_idx;
