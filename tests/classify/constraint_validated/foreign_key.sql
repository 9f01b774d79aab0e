-- expect: safe ICMS315
-- finding: ICMS315 safe | locks SHARE UPDATE EXCLUSIVE on public.seats | scans public.seats | fails with 23503 | running release works
ALTER TABLE seats VALIDATE CONSTRAINT seats_order_fk;
