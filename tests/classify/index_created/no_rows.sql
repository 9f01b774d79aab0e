-- expect: safe ICMS401
-- lowered: the table has no rows
-- facts: people: no rows
-- finding: ICMS401 safe | running release works
CREATE UNIQUE INDEX ON people (phone);
