-- expect: risky ICMS620
-- finding: ICMS620 risky | locks SHARE ROW EXCLUSIVE on public.people | running release works
CREATE TRIGGER people_touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
