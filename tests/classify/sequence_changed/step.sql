-- expect: risky ICMS833
-- finding: ICMS833 risky | locks SHARE ROW EXCLUSIVE on public.tickets | running release works
ALTER SEQUENCE tickets INCREMENT BY 10;
