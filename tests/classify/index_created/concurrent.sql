-- expect: safe ICMS402
CREATE INDEX CONCURRENTLY people_born_idx ON people (born);
