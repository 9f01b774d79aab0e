-- expect: safe ICMS837
-- finding: ICMS837 safe | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
COMMENT ON COLUMN people.phone IS 'with country code';
