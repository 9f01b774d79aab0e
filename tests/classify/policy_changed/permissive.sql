-- expect: risky ICMS704
-- finding: ICMS704 risky | locks ACCESS EXCLUSIVE on public.people | running release works
CREATE POLICY people_own ON people USING (true);
