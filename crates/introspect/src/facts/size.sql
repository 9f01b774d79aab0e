-- Estimated rows, unknown before the first ANALYZE, and bytes with indexes and TOAST.
SELECT n.nspname,
       c.relname,
       CASE WHEN c.reltuples > 0 OR c.reltuples = 0 AND c.relpages > 0 THEN c.reltuples END,
       pg_total_relation_size(c.oid)
FROM unnest($1::text[], $2::text[]) AS w (namespace, name)
JOIN pg_namespace n ON n.nspname = w.namespace
JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.name AND c.relkind = 'r'
