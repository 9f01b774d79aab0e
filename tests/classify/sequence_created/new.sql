-- expect: safe ICMS829
-- finding: ICMS829 safe | running release works
CREATE SEQUENCE invoices;
