-- expect: risky ICMS116
-- finding: ICMS116 risky | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TABLE people SET TABLESPACE pg_default;
