-- expect: risky ICMS230
-- finding: ICMS230 risky | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people ALTER COLUMN mood DROP DEFAULT;
