-- expect: breaking ICMS624
-- finding: ICMS624 breaking | locks ACCESS EXCLUSIVE on public.people | loses writes that the rule discards | running release fails
CREATE RULE people_keep AS ON DELETE TO people DO INSTEAD NOTHING;
