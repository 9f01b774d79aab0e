SELECT s.calls,
  s.mean_time AS mean_ms, --@ ..12
  s.total_time AS total_ms, --@ ..12
  s.mean_exec_time AS mean_ms, --@ 13..
  s.total_exec_time AS total_ms, --@ 13..
  s.rows,
  CASE WHEN s.shared_blks_hit + s.shared_blks_read > 0
    THEN s.shared_blks_hit::float8 / (s.shared_blks_hit + s.shared_blks_read) END AS cache_ratio,
  s.query AS statement
FROM {namespace}.pg_stat_statements s
WHERE s.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
ORDER BY mean_ms DESC
