SELECT pg_catalog.format('%I.%I', schemaname, relname) AS "table",
  seq_scan AS sequential_scans, seq_tup_read AS rows_read,
  seq_tup_read / seq_scan AS rows_per_scan, coalesce(idx_scan, 0) AS index_scans,
  seq_scan::float8 / (seq_scan + coalesce(idx_scan, 0)) AS sequential_ratio, n_live_tup AS rows_estimate
FROM pg_catalog.pg_stat_user_tables
WHERE seq_scan > 0 AND seq_tup_read / seq_scan >= 1000
ORDER BY rows_read DESC, 1
