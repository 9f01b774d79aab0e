-- expect: breaking ICMS504
-- finding: ICMS502 safe | running release fails on new data
-- finding: ICMS504 breaking | fails with 55P04 | running release works
-- finding: ICMS842 risky | locks ROW EXCLUSIVE on public.people | scans public.people | running release works
BEGIN;
ALTER TYPE mood ADD VALUE 'tired';
UPDATE people SET mood = 'tired' WHERE phone IS NULL;
COMMIT;
