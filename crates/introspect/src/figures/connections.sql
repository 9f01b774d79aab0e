SELECT coalesce(state, 'unknown') AS state, count(*) AS connections,
  max(extract(epoch FROM pg_catalog.clock_timestamp() - state_change))::float8 AS longest_seconds,
  count(*) FILTER (WHERE wait_event_type = 'Lock') AS waiting_for_locks,
  pg_catalog.current_setting('max_connections')::bigint AS max_connections
FROM pg_catalog.pg_stat_activity
WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
GROUP BY 1
ORDER BY connections DESC, 1
