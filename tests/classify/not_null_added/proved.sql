-- expect: risky ICMS226
-- finding: ICMS321 risky | locks ACCESS EXCLUSIVE on public.people | running release fails on new data
-- finding: ICMS322 safe | locks SHARE UPDATE EXCLUSIVE on public.people | scans public.people | fails with 23514 | running release works
-- finding: ICMS226 risky | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people ADD CONSTRAINT phone_there CHECK (phone IS NOT NULL) NOT VALID;
ALTER TABLE people VALIDATE CONSTRAINT phone_there;
ALTER TABLE people ALTER COLUMN phone SET NOT NULL;
