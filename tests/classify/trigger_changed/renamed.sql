-- expect: safe ICMS623
-- finding: ICMS623 safe | locks ACCESS EXCLUSIVE on public.orders | running release works
ALTER TRIGGER orders_touch ON orders RENAME TO a_touch;
