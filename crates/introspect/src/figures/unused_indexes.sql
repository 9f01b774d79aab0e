SELECT pg_catalog.format('%I.%I', s.schemaname, s.indexrelname) AS "index",
  pg_catalog.format('%I.%I', s.schemaname, s.relname) AS "table",
  pg_catalog.pg_relation_size(s.indexrelid) AS index_bytes,
  pg_catalog.to_char(d.stats_reset AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS statistics_since
FROM pg_catalog.pg_stat_user_indexes s JOIN pg_catalog.pg_index i ON i.indexrelid = s.indexrelid
JOIN pg_catalog.pg_stat_database d ON d.datname = pg_catalog.current_database()
WHERE s.idx_scan = 0 AND NOT i.indisunique AND i.indisvalid
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = s.indexrelid)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = s.indexrelid)
ORDER BY index_bytes DESC, 1
