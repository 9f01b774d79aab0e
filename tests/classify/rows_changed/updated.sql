-- expect: risky ICMS842
-- finding: ICMS842 risky | locks ROW EXCLUSIVE on public.people | scans public.people | running release works
UPDATE people SET phone = trim(phone);
