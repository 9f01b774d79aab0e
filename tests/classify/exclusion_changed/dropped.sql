-- expect: safe ICMS325
-- finding: ICMS325 safe | locks ACCESS EXCLUSIVE on public.bookings | running release works
ALTER TABLE bookings DROP CONSTRAINT bookings_apart;
