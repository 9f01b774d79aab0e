CREATE TABLE t (a integer, b text, c text COLLATE "C", d jsonb);
CREATE INDEX one ON t (lower(b));
CREATE INDEX mixed ON t (a, (b || 'x'), lower(c) DESC, (d ->> 'key'));
CREATE INDEX collated ON t (lower(c) COLLATE "POSIX", lower(c), (b || c) COLLATE "C");
CREATE INDEX classed ON t (upper(b) text_pattern_ops);
CREATE UNIQUE INDEX odd ON t ((a % 2), COALESCE(b, ''), (a IS NULL)) WHERE a > 0;
