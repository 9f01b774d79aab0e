-- expect: risky ICMS224
-- finding: ICMS224 risky | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people RENAME COLUMN phone TO telephone;
