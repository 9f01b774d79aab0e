-- expect: risky ICMS111
-- finding: ICMS111 risky | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people SET ACCESS METHOD heap;
