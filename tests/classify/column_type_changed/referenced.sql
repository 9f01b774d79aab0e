-- expect: risky ICMS271
-- finding: ICMS271 risky | locks ACCESS EXCLUSIVE on public.people, ACCESS EXCLUSIVE on public.offices | rewrites public.offices | scans public.people, public.offices | running release fails on new data
ALTER TABLE offices ALTER COLUMN id TYPE numeric;
