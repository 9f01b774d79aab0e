-- expect: risky ICMS207
-- finding: ICMS207 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release works
ALTER TABLE people ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();
