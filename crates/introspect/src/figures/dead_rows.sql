SELECT pg_catalog.format('%I.%I', schemaname, relname) AS "table",
  n_live_tup AS live_rows, n_dead_tup AS dead_rows,
  n_dead_tup::float8 / (n_live_tup + n_dead_tup) AS dead_ratio,
  (pg_catalog.pg_relation_size(relid) * n_dead_tup::float8 / (n_live_tup + n_dead_tup))::bigint AS estimated_dead_bytes
FROM pg_catalog.pg_stat_user_tables
WHERE n_dead_tup > 0
ORDER BY estimated_dead_bytes DESC, 1
