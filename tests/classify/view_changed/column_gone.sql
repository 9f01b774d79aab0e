-- expect: risky ICMS603
-- finding: ICMS603 risky | fails with 42P16 | running release fails
CREATE OR REPLACE VIEW offices_seen AS SELECT id FROM offices;
