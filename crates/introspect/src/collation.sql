-- Collations that columns or indexes may name.
SELECT l.oid,
       n.nspname,
       l.collname
FROM pg_collation l
JOIN pg_namespace n ON n.oid = l.collnamespace
WHERE l.oid = ANY ($1)
