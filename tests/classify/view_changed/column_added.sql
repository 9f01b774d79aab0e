-- expect: safe ICMS602
-- finding: ICMS602 safe | locks ACCESS EXCLUSIVE on public.offices_seen | running release works
CREATE OR REPLACE VIEW offices_seen AS SELECT city, id FROM offices;
