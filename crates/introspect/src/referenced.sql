-- Tables that foreign keys refer to and that are not listed themselves: of other namespaces, of extensions.
SELECT c.oid,
       n.nspname,
       c.relname,
       a.attnum,
       a.attname
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.oid = ANY ($1)
