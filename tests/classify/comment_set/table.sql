-- expect: safe ICMS836
-- finding: ICMS836 safe | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
COMMENT ON TABLE people IS 'everybody';
