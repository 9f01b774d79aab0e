-- expect: safe ICMS711
-- finding: ICMS711 safe | running release works
CREATE ROLE reporting;
