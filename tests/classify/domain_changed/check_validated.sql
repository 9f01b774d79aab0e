-- expect: safe ICMS515
-- finding: ICMS515 safe | locks SHARE on public.orders | scans public.orders | fails with 23514 | running release works
ALTER DOMAIN positive VALIDATE CONSTRAINT positive_check;
