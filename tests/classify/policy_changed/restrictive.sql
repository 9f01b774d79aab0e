-- expect: breaking ICMS704b
-- finding: ICMS704b breaking | locks ACCESS EXCLUSIVE on public.people | running release fails
CREATE POLICY people_own ON people AS RESTRICTIVE USING (office_id = 1);
