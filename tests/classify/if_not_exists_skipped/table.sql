-- expect: breaking ICMS242
-- lowered: nothing is locked when a whole table is there
-- finding: ICMS242 breaking | running release works
CREATE TABLE IF NOT EXISTS people (id integer);
