-- expect: safe ICMS401
CREATE INDEX ON people (born);
