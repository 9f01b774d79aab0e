SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS "table",
  CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint END AS rows_estimate,
  pg_catalog.pg_table_size(c.oid) AS table_bytes,
  pg_catalog.pg_indexes_size(c.oid) AS index_bytes,
  pg_catalog.pg_total_relation_size(c.oid) AS total_bytes
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
ORDER BY total_bytes DESC, 1
