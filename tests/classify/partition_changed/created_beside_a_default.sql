-- expect: risky ICMS802
-- finding: ICMS802 risky | locks ACCESS EXCLUSIVE on public.readings_rest, ACCESS EXCLUSIVE on public.readings | scans public.readings_rest | fails with 23514 | running release works
CREATE TABLE readings_wind PARTITION OF readings FOR VALUES IN ('wind');
