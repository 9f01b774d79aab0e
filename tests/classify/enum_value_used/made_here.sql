-- expect: risky
-- lowered: the type is made in the same transaction
-- finding: ICMS501 safe | running release works
-- finding: ICMS502 safe | running release fails on new data
-- finding: ICMS842 risky | locks ROW EXCLUSIVE on public.people | scans public.people | running release works
BEGIN;
CREATE TYPE size AS ENUM ('s');
ALTER TYPE size ADD VALUE 'm';
UPDATE people SET phone = 'm' WHERE phone IS NULL;
COMMIT;
