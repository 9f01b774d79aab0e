-- expect: breaking ICMS843
-- finding: ICMS843 breaking | locks ROW EXCLUSIVE on public.people | scans public.people | loses the deleted rows | running release works
DELETE FROM people;
