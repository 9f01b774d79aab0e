-- expect: breaking ICMS331
-- finding: ICMS331 breaking | locks SHARE ROW EXCLUSIVE on public.offices, SHARE ROW EXCLUSIVE on public.log | running release fails on new data
ALTER TABLE log ADD CONSTRAINT log_office FOREIGN KEY (id) REFERENCES offices (id) ON DELETE CASCADE NOT VALID;
