-- expect: breaking ICMS112
-- finding: ICMS112 breaking | locks ACCESS EXCLUSIVE on public.people | running release fails
ALTER TABLE people OWNER TO postgres;
