-- Tables outside the namespaces asked for that foreign keys refer to.
SELECT c.oid,
       s.nspname,
       c.relname,
       a.attnum,
       a.attname
FROM pg_class c
JOIN pg_namespace s ON s.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.oid IN (SELECT n.confrelid FROM pg_constraint n
                WHERE n.contype = 'f' AND n.connamespace = ANY ($1))
  AND c.relnamespace <> ALL ($1)
