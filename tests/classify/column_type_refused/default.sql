-- expect: breaking ICMS282
-- finding: ICMS282 breaking | fails with 42804 | running release works
ALTER TABLE orders ALTER COLUMN state TYPE mood USING state::mood;
