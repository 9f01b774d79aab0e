-- expect: breaking ICMS900
-- finding: ICMS900 breaking | running release fails
ALTER TABEL people;
