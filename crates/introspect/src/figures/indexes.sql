SELECT pg_catalog.format('%I.%I', schemaname, indexrelname) AS "index",
  pg_catalog.format('%I.%I', schemaname, relname) AS "table",
  pg_catalog.pg_relation_size(indexrelid) AS index_bytes,
  idx_scan AS scans
FROM pg_catalog.pg_stat_user_indexes
ORDER BY index_bytes DESC, 1
