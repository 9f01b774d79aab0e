-- expect: risky ICMS403
CREATE UNIQUE INDEX ON people (phone);
