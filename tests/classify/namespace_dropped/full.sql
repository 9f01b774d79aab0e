-- expect: breaking ICMS823
-- finding: ICMS101 safe | running release works
-- finding: ICMS823 breaking | fails with 2BP01 | running release works
CREATE TABLE archive.old (id integer);
DROP SCHEMA archive;
