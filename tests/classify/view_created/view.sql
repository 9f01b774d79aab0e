-- expect: safe ICMS601
-- finding: ICMS601 safe | running release works
CREATE VIEW tall AS SELECT id FROM people WHERE height > 2;
