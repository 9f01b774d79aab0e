-- expect: safe ICMS834
-- finding: ICMS829 safe | running release works
-- finding: ICMS834 safe | locks SHARE ROW EXCLUSIVE on public.local | running release works
CREATE SEQUENCE local AS integer MAXVALUE 100;
ALTER SEQUENCE local AS bigint;
