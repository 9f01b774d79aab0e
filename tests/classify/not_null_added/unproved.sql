-- expect: risky ICMS225
-- finding: ICMS225 risky | locks ACCESS EXCLUSIVE on public.people | scans public.people | fails with 23502 | running release fails
ALTER TABLE people ALTER COLUMN phone SET NOT NULL;
