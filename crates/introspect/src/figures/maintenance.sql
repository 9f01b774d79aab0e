SELECT pg_catalog.format('%I.%I', schemaname, relname) AS "table",
  pg_catalog.to_char(greatest(last_vacuum, last_autovacuum) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS last_vacuum,
  pg_catalog.to_char(greatest(last_analyze, last_autoanalyze) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS last_analyze,
  n_mod_since_analyze AS changed_since_analyze, n_live_tup AS rows_estimate
FROM pg_catalog.pg_stat_user_tables
ORDER BY n_mod_since_analyze DESC, 1
