-- expect: breaking ICMS103
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS103 breaking | locks ACCESS EXCLUSIVE on public.scratch | running release fails
CREATE TABLE scratch (id int);
DROP TABLE scratch;
