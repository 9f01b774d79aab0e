-- expect: breaking ICMS840
-- finding: ICMS840 breaking | locks SHARE UPDATE EXCLUSIVE on public.log | loses changes that subscribers miss | running release works
DROP PUBLICATION feed;
