-- expect: risky ICMS804d
-- finding: ICMS804d risky | locks ACCESS EXCLUSIVE on public.readings_rest, ACCESS EXCLUSIVE on public.readings_heat, SHARE UPDATE EXCLUSIVE on public.readings | scans public.readings_rest | fails with 23514 | running release works
ALTER TABLE readings ATTACH PARTITION readings_heat FOR VALUES IN ('heat');
