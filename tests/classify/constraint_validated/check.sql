-- expect: safe ICMS322
-- finding: ICMS322 safe | locks SHARE UPDATE EXCLUSIVE on public.orders | scans public.orders | fails with 23514 | running release works
ALTER TABLE orders VALIDATE CONSTRAINT orders_note_short;
