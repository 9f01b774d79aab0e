-- expect: risky ICMS605
-- lowered: the script makes it anew
-- finding: ICMS605 safe | locks ACCESS EXCLUSIVE on public.offices_seen | running release works
-- finding: ICMS604 risky | running release fails
DROP VIEW offices_seen;
CREATE VIEW offices_seen AS SELECT id FROM offices;
