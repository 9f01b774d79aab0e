-- expect: safe ICMS835
-- finding: ICMS835 safe | locks SHARE ROW EXCLUSIVE on public.spare_numbers | running release works
ALTER SEQUENCE spare_numbers OWNED BY people.id;
