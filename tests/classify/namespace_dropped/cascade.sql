-- expect: breaking ICMS823
-- lowered: CASCADE does not fail, it drops everything
-- finding: ICMS101 safe | running release works
-- finding: ICMS823 breaking | loses everything in the namespace | running release fails
CREATE TABLE archive.old (id integer);
DROP SCHEMA archive CASCADE;
