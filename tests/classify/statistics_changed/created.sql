-- expect: safe ICMS415
-- finding: ICMS415 safe | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
CREATE STATISTICS people_stats ON phone, born FROM people;
